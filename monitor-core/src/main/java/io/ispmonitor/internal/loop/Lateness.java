package io.ispmonitor.internal.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late turns began of late: in the five to ten minutes before the last turn. A histogram with
 * buckets of a factor of two. One writer, any readers.
 */
final class Lateness {
  private static final int BUCKETS = 64;
  private static final long SPAN = Duration.ofMinutes(5).toNanos();

  private volatile AtomicLongArray before = new AtomicLongArray(BUCKETS);
  private volatile AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private long beganNanos;

  /** Begins now. */
  Lateness(long now) {
    this.beganNanos = now;
  }

  void record(long now, long lateNanos) {
    if (now - beganNanos >= SPAN) {
      before = now - beganNanos >= 2 * SPAN ? new AtomicLongArray(BUCKETS) : counts;
      counts = new AtomicLongArray(BUCKETS);
      beganNanos = now;
    }
    int bucket = lateNanos <= 0 ? 0 : BUCKETS - Long.numberOfLeadingZeros(lateNanos);
    counts.setPlain(bucket, counts.getPlain(bucket) + 1);
  }

  /** The upper bound of the bucket below which this share of all these turns lies. */
  Duration quantile(double share) {
    long[] sums = new long[BUCKETS];
    AtomicLongArray older = before;
    AtomicLongArray newer = counts;
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      sums[i] = older.get(i) + (older == newer ? 0 : newer.get(i)); // read while they change places
      total += sums[i];
    }
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += sums[i];
      if (seen >= wanted && seen > 0) {
        return Duration.ofNanos(i == 0 ? 0 : (1L << i) - 1);
      }
    }
    return Duration.ZERO;
  }
}
