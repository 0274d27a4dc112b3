package io.ispmonitor.metric;

import java.time.Instant;

/** Times as nanoseconds since 1970-01-01T00:00Z in a {@code long}, from 1677 to 2262. */
public final class EpochNanos {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

  private EpochNanos() {}

  /** The nanoseconds of an instant; one outside the range becomes the nearest end of it. */
  public static long of(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds > LAST_SECOND) {
      return Long.MAX_VALUE;
    }
    if (seconds < -LAST_SECOND) {
      return Long.MIN_VALUE;
    }
    return seconds * NANOS_PER_SECOND + instant.getNano();
  }

  /** The instant of so many nanoseconds. */
  public static Instant toInstant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
