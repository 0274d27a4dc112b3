package io.ispmonitor.examples.demo;

import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run takes from the process it is in, handed in so that a test can give its own.
 *
 * @param out takes results
 * @param err takes progress and complaints
 * @param terminal what {@code out} is; null when it is no terminal
 * @param time the time to live by
 * @param zone the zone times are shown in
 * @param probes opens the probe for real addresses
 * @param agents opens the place for the agents of the simulated provider; gives null where there
 *     are to be none
 * @param waiting how to wait for the end
 * @param interrupts takes what to do when the user wants to end
 * @param environment variables of the environment, where secrets may be
 * @param keeping opens what is kept from run to run; gives null where nothing is
 */
record Surroundings(
    PrintStream out,
    PrintStream err,
    @Nullable Terminal terminal,
    TimeSource time,
    ZoneId zone,
    Function<Options, RealNetwork.OpenProbe> probes,
    Supplier<@Nullable SimulatedAgents> agents,
    Waiting waiting,
    Consumer<Runnable> interrupts,
    Map<String, String> environment,
    Function<Options, @Nullable Keeping> keeping) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** A time as a clock on the wall shows it. */
  String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }
}
