package io.ispmonitor.synthetic;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;

/**
 * Counts, and knows how much of it was in the last five minutes: a complaint is about now. Kept in
 * slices of ten seconds. Thread-safe; reading changes nothing.
 */
final class RecentCount {
  private static final long SLICE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int SLICES = 30;

  private final TimeSource time;
  private final long beganNanos;
  private final long[] counts = new long[SLICES];
  private final long[] slices = new long[SLICES];
  private long total;

  /** Zero, from now on. */
  RecentCount(TimeSource time) {
    this.time = time;
    this.beganNanos = time.nanoTime();
  }

  /** One more. */
  synchronized void increment() {
    long slice = slice();
    int at = (int) (slice % SLICES);
    if (slices[at] != slice) {
      slices[at] = slice;
      counts[at] = 0;
    }
    counts[at]++;
    total++;
  }

  /** How many there were in the last five minutes, to ten seconds. */
  synchronized long recent() {
    long oldest = slice() - SLICES;
    long sum = 0;
    for (int at = 0; at < SLICES; at++) {
      sum += slices[at] > oldest ? counts[at] : 0;
    }
    return sum;
  }

  private long slice() {
    return (time.nanoTime() - beganNanos) / SLICE_NANOS;
  }

  /** Both in words, such as "2 in the last 5 min, 40 in all". */
  synchronized String words() {
    return "%d in the last 5 min, %d in all".formatted(recent(), total);
  }
}
