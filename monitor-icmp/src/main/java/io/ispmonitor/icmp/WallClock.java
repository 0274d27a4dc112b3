package io.ispmonitor.icmp;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.time.TimeSource;

/**
 * Follows how far the wall clock is ahead of the monotonic clock. Kernel timestamps are wall clock
 * times; a change of that distance within the life of an echo means that somebody set the clock,
 * and that its round trip cannot be computed.
 */
final class WallClock {
  private static final int TRIES = 3;

  /** Longer than this between two readings of the clock, and the thread was interrupted. */
  private static final long QUIET_NANOS = 20_000;

  /** Below this a change is the jitter of reading two clocks. */
  private static final long JITTER_NANOS = 1_000_000;

  /** Clocks are slewed by at most 0.05 %, sometimes 0.1 %. */
  private static final long SLEW_DIVISOR = 1_000;

  private final TimeSource time;
  private long offset;

  WallClock(TimeSource time) {
    this.time = time;
    read();
  }

  /** Compares the clocks anew. */
  void read() {
    long narrowest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && narrowest > QUIET_NANOS; i++) {
      long before = time.nanoTime();
      long wall = EpochNanos.of(time.instant());
      long width = time.nanoTime() - before;
      if (width < narrowest) {
        narrowest = width;
        offset = wall - before - width / 2;
      }
    }
  }

  /** Wall clock minus monotonic clock, as of the last reading. */
  long offset() {
    return offset;
  }

  /** Whether the clock was set since it had this offset so long ago. */
  boolean steppedSince(long earlierOffset, long elapsedNanos) {
    return Math.abs(offset - earlierOffset) > JITTER_NANOS + elapsedNanos / SLEW_DIVISOR;
  }
}
