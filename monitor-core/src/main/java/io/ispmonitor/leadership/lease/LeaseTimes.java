package io.ispmonitor.leadership.lease;

import java.time.Duration;

/**
 * How long leases are.
 *
 * @param lease for how long a lease has to be seen unchanged before another instance takes it; its
 *     holder takes itself for demoted after two thirds of that. 3 s to 10 minutes, and several
 *     times as long as the place of leases takes to answer.
 * @param dwell for how long an {@link InstanceMode#ACTIVE} instance has to be well before it takes
 *     over from one on standby, and one that was unfit keeps back behind others; up to a day
 */
public record LeaseTimes(Duration lease, Duration dwell) {
  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_DWELL = Duration.ofDays(1);
  private static final int BEATS = 6;

  /** Checks the ranges. */
  public LeaseTimes {
    if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a lease must be %s to %s long, was %s".formatted(SHORTEST, LONGEST, lease));
    }
    if (dwell.isNegative() || dwell.compareTo(LONGEST_DWELL) > 0) {
      throw new IllegalArgumentException(
          "the dwell must be from nothing to %s, was %s".formatted(LONGEST_DWELL, dwell));
    }
  }

  /** Leases of 12 s, a dwell of 5 minutes. */
  public static LeaseTimes usual() {
    return new LeaseTimes(Duration.ofSeconds(12), Duration.ofMinutes(5));
  }

  /** From one sign of life to the next: a sixth of a lease. */
  public Duration beat() {
    return lease.dividedBy(BEATS);
  }

  long leaseNanos() {
    return lease.toNanos();
  }

  /** For how long its holder is sure of it. */
  long sureNanos() {
    return lease.toNanos() / 3 * 2;
  }

  long beatNanos() {
    return beat().toNanos();
  }

  /** Two looks further apart than this have something between them that nobody saw. */
  long pauseNanos() {
    return 2 * beat().toNanos() + beat().toNanos() / 2;
  }
}
