package io.ispmonitor.internal.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** How late turns begin: a histogram with buckets of a factor of two. One writer, any readers. */
final class Lateness {
  private static final int BUCKETS = 64;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void record(long lateNanos) {
    int bucket = lateNanos <= 0 ? 0 : BUCKETS - Long.numberOfLeadingZeros(lateNanos);
    counts.setPlain(bucket, counts.getPlain(bucket) + 1);
  }

  /** The upper bound of the bucket below which this share of all turns lies. */
  Duration quantile(double share) {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts.get(i);
      if (seen >= wanted && seen > 0) {
        return Duration.ofNanos(i == 0 ? 0 : (1L << i) - 1);
      }
    }
    return Duration.ZERO;
  }
}
