package io.ispmonitor.examples.demo;

import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the demo in manual time, with a scripted probe in place of ICMP, and keeps what it says. */
final class Stage {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Duration MOST = Duration.ofHours(1);

  final ManualTime time = ManualTime.startingAt(NOON);
  final ScriptedProbe probe = ScriptedProbe.in(time);
  final ScriptedProbe realProbe = ScriptedProbe.in(TimeSource.system());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final Map<String, String> environment = new HashMap<>();
  private @Nullable Terminal terminal;
  private @Nullable Duration interruptedAfter;
  private Function<Options, @Nullable Keeping> keeping = options -> null;
  private Runnable interrupt = () -> {};

  Stage on(Terminal terminal) {
    this.terminal = terminal;
    return this;
  }

  /** Keeps history as the demo does. */
  Stage keeping() {
    keeping = options -> Keeping.open(options, environment);
    return this;
  }

  Stage interruptedAfter(Duration duration) {
    interruptedAfter = duration;
    return this;
  }

  int run(String... args) {
    return Demo.run(List.of(args), surroundings());
  }

  /** In the machine's own time, with agents on loopback where they are opened. */
  Surroundings inRealTime(Supplier<@Nullable SimulatedAgents> agents) {
    Surroundings is = surroundings();
    return new Surroundings(
        is.out(),
        is.err(),
        is.terminal(),
        TimeSource.system(),
        is.zone(),
        options -> new RealNetwork.OpenProbe(realProbe, realProbe::close),
        agents,
        RealRunTest::awaitGenerously,
        is.interrupts(),
        is.environment(),
        keeping);
  }

  Surroundings surroundings() {
    return new Surroundings(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        time,
        ZoneOffset.UTC,
        options -> new RealNetwork.OpenProbe(probe, probe::close),
        () -> null,
        this::letTimePass,
        action -> interrupt = action,
        environment,
        keeping);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** The lines of the output that contain this. */
  List<String> lines(String part) {
    return out().lines().filter(line -> line.contains(part)).toList();
  }

  Duration passed() {
    return Duration.between(NOON, time.instant());
  }

  private void letTimePass(CountDownLatch end) {
    while (end.getCount() > 0) {
      if (passed().compareTo(MOST) > 0) {
        throw new IllegalStateException("the run did not end within " + MOST);
      }
      time.advance(Duration.ofMillis(100));
      if (interruptedAfter != null && passed().compareTo(interruptedAfter) >= 0) {
        interrupt.run();
      }
    }
  }
}
