package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import java.time.Duration;

/** Times in nanoseconds, in words. */
final class Times {
  private Times() {}

  static String text(long epochNanos) {
    return epochNanos == Streak.NEVER ? "never" : EpochNanos.toInstant(epochNanos).toString();
  }

  static String span(long nanos) {
    return Duration.ofNanos(nanos).toString();
  }
}
