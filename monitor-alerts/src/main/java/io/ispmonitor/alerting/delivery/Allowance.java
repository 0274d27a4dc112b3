package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.Pace;

/**
 * What may still be sent: a bucket of messages that fills at a pace. The last ones are for critical
 * notices. For one thread.
 */
final class Allowance {
  private final Pace pace;
  private final int reserve;

  /** When the bucket would have been empty, had it filled from then on without a bound. */
  private long emptyNanos;

  Allowance(Pace pace, int reserve, long now) {
    this.pace = pace;
    this.reserve = Math.min(reserve, pace.burst() - 1);
    this.emptyNanos = pace.isUnlimited() ? now : now - pace.burst() * pace.interval().toNanos();
  }

  /** Whether a message may be sent now. */
  boolean allows(boolean critical, long now) {
    return freeNanos(critical, now) <= now;
  }

  /** When a message may be sent at the earliest, if none is sent before; not before now. */
  long freeNanos(boolean critical, long now) {
    if (pace.isUnlimited()) {
      return now;
    }
    fill(now);
    long needed = critical ? 1 : 1L + reserve;
    return Math.max(now, emptyNanos + needed * pace.interval().toNanos());
  }

  /** A message is sent. */
  void take(long now) {
    if (!pace.isUnlimited()) {
      fill(now);
      emptyNanos += pace.interval().toNanos();
    }
  }

  /** Whether there is room for this message, and for none behind it for now. */
  boolean isLast(boolean critical, long now) {
    return !pace.isUnlimited()
        && emptyNanos + (2L + (critical ? 0 : reserve)) * pace.interval().toNanos() - now > 0;
  }

  /** No more than the burst is ever saved. */
  private void fill(long now) {
    emptyNanos = Math.max(emptyNanos, now - pace.burst() * pace.interval().toNanos());
  }
}
