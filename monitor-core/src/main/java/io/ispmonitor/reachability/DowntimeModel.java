package io.ispmonitor.reachability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How often a device that is down is asked, by the age of its outage. The first phase that the age
 * is under holds; after the last one, the interval that was given for ever. Immutable.
 *
 * <p>By default every 10 s for 5 minutes, every 30 s for 12 hours, every 5 minutes for 5 days, then
 * every hour. Questions that come more often than the schedule's own belong to the budget for
 * questions out of turn. A device that is merely unreachable keeps its usual interval.
 */
public final class DowntimeModel {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration OLDEST = Duration.ofDays(3_650);
  private static final DowntimeModel DEFAULTS =
      every(Duration.ofSeconds(10))
          .until(Duration.ofMinutes(5))
          .thenEvery(Duration.ofSeconds(30))
          .until(Duration.ofHours(12))
          .thenEvery(Duration.ofMinutes(5))
          .until(Duration.ofDays(5))
          .thenEvery(Duration.ofHours(1));

  private final long[] untilNanos;
  private final long[] intervalNanos;

  private DowntimeModel(long[] untilNanos, long[] intervalNanos) {
    this.untilNanos = untilNanos;
    this.intervalNanos = intervalNanos;
  }

  /** The phases as they are unless changed. */
  public static DowntimeModel defaults() {
    return DEFAULTS;
  }

  /**
   * The same interval for as long as it lasts.
   *
   * @param interval 1 s to 7 days
   */
  public static DowntimeModel every(Duration interval) {
    return new DowntimeModel(new long[0], new long[] {check(interval)});
  }

  /**
   * The last interval holds only until the outage has this age.
   *
   * @param age more than that of the phase before; 3,650 days at most
   */
  public Phase until(Duration age) {
    Objects.requireNonNull(age, "age");
    if (age.compareTo(OLDEST) > 0) {
      throw new IllegalArgumentException(
          "downtime model: a phase must end within %s, was %s; leave out the last 'until'"
              .formatted(OLDEST, age));
    }
    long before = untilNanos.length == 0 ? 0 : untilNanos[untilNanos.length - 1];
    if (age.compareTo(Duration.ofNanos(before)) <= 0) {
      throw new IllegalArgumentException(
          "downtime model: a phase until %s must end after the one before, which ends at %s"
              .formatted(age, Duration.ofNanos(before)));
    }
    return new Phase(this, age.toNanos());
  }

  /**
   * How often a device is asked whose outage has this age. In the first phase that is not less
   * often than usual: most outages end soon.
   *
   * @param usualNanos how often it is asked while it is up, in nanoseconds
   * @return in nanoseconds
   */
  public long intervalNanosAt(long ageNanos, long usualNanos) {
    int phase = 0;
    while (phase < untilNanos.length && ageNanos >= untilNanos[phase]) {
      phase++;
    }
    return phase == 0 ? Math.min(usualNanos, intervalNanos[0]) : intervalNanos[phase];
  }

  /** A phase whose end is known. */
  public static final class Phase {
    private final DowntimeModel before;
    private final long untilNanos;

    private Phase(DowntimeModel before, long untilNanos) {
      this.before = before;
      this.untilNanos = untilNanos;
    }

    /** From then on every so often; 1 s to 7 days. */
    public DowntimeModel thenEvery(Duration interval) {
      return new DowntimeModel(
          append(before.untilNanos, untilNanos), append(before.intervalNanos, check(interval)));
    }
  }

  private static long[] append(long[] values, long value) {
    long[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }

  private static long check(Duration interval) {
    Objects.requireNonNull(interval, "interval");
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "downtime model: interval must be from %s to %s, was %s"
              .formatted(SHORTEST, LONGEST, interval));
    }
    return interval.toNanos();
  }

  @Override
  public String toString() {
    List<String> phases = new ArrayList<>();
    for (int i = 0; i < untilNanos.length; i++) {
      phases.add(
          "every "
              + Duration.ofNanos(intervalNanos[i])
              + " until "
              + Duration.ofNanos(untilNanos[i]));
    }
    phases.add("every " + Duration.ofNanos(intervalNanos[untilNanos.length]));
    return String.join(", ", phases);
  }
}
