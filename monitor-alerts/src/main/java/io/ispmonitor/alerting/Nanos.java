package io.ispmonitor.alerting;

import java.time.Duration;

/** Durations as nanoseconds that can be added to a time. */
final class Nanos {
  /** More than a hundred years: nobody waits for longer. */
  private static final Duration MOST = Duration.ofDays(40_000);

  private Nanos() {}

  /** Nothing when it is negative, and a century or so when it is longer. */
  static long of(Duration time) {
    if (time.isNegative()) {
      return 0;
    }
    return (time.compareTo(MOST) > 0 ? MOST : time).toNanos();
  }
}
