package io.ispmonitor.examples.demo;

import io.ispmonitor.probe.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asked for.
 *
 * @param help whether only the help is wanted
 * @param targets whom to ping; null for the simulated provider
 * @param interval how often each device is asked; null where the kind of run decides
 * @param timeout how long a question waits; null for the default
 * @param count how many echoes a question is
 * @param once whether to ask until every device is judged, and end
 * @param json whether to write JSON
 * @param plain whether to write plain lines on a terminal too
 * @param csv where to write outcomes; null for nowhere
 * @param duration when to end; null where the kind of run decides
 * @param seed what the simulated provider is made from
 * @param board whether to write availability and smoke at the end
 * @param serve where to serve health and numbers; null for nowhere
 * @param snmp how real targets are asked over SNMP
 * @param keeping where history is kept
 */
record Options(
    boolean help,
    @Nullable String targets,
    @Nullable Duration interval,
    @Nullable Duration timeout,
    int count,
    boolean once,
    boolean json,
    boolean plain,
    @Nullable Path csv,
    @Nullable Duration duration,
    long seed,
    boolean board,
    @Nullable Integer serve,
    SnmpAccess snmp,
    KeepingOptions keeping) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(1);

  /** The schedule, with this interval where the command line names none. */
  Schedule schedule(Duration usualInterval) {
    Duration atLeast = timeout == null ? USUAL_TIMEOUT : timeout;
    Duration every = interval;
    if (every == null) {
      every = usualInterval.compareTo(atLeast) < 0 ? atLeast : usualInterval;
    }
    try {
      Schedule schedule = Schedule.every(every);
      return timeout == null ? schedule : schedule.timeout(timeout);
    } catch (IllegalArgumentException e) {
      throw new BadUseException(String.valueOf(e.getMessage()));
    }
  }
}
