package io.ispmonitor.internal.gauge;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/**
 * Durations in fixed buckets from 0.1 ms to 5 s. One writer at a time, any readers; to record one
 * is two plain additions and allocates nothing.
 */
public final class Timings {
  private static final long[] BOUNDS =
      LongStream.of(100, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000)
          .map(micros -> micros * 1_000)
          .toArray();

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
  private final AtomicLong sumNanos = new AtomicLong();

  /** Nothing is recorded yet. */
  public Timings() {}

  /** Records a duration; one below zero counts as zero. The writer alone. */
  public void record(long nanos) {
    long taken = Math.max(0, nanos);
    int bucket = 0;
    while (bucket < BOUNDS.length && taken > BOUNDS[bucket]) {
      bucket++;
    }
    counts.setRelease(bucket, counts.getPlain(bucket) + 1);
    sumNanos.setRelease(sumNanos.getPlain() + taken);
  }

  /** The upper bounds of all buckets but the last, which has none. */
  public static List<Duration> bounds() {
    return LongStream.of(BOUNDS).mapToObj(Duration::ofNanos).toList();
  }

  /** How many durations are in each bucket; one more than there are bounds. */
  public long[] counts() {
    long[] copy = new long[BOUNDS.length + 1];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.getAcquire(i);
    }
    return copy;
  }

  /** All durations together. */
  public Duration sum() {
    return Duration.ofNanos(sumNanos.getAcquire());
  }
}
