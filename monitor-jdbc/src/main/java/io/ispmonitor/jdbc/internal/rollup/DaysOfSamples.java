package io.ispmonitor.jdbc.internal.rollup;

import io.ispmonitor.jdbc.internal.block.RollupChunkReader;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.rollup.BucketSink;
import io.ispmonitor.metric.rollup.RollupWidth;

/**
 * Works buckets out of samples that come in the order of time. They take the same way as those that
 * are stored, through a chunk, so that they are the same to the last bit. One thread.
 */
public final class DaysOfSamples implements SampleSink {
  private final RollupWidth width;
  private final BucketSink sink;
  private final SeriesDay day = new SeriesDay();
  private final RollupChunkReader reader = new RollupChunkReader();
  private long beginNanos = Long.MIN_VALUE;
  private double resolution = Double.POSITIVE_INFINITY;

  /** Hands buckets of a width to a sink. */
  public DaysOfSamples(RollupWidth width, BucketSink sink) {
    this.width = width;
    this.sink = sink;
  }

  /** To what values are kept that come from now on. */
  public void resolution(double one) {
    resolution = Math.min(resolution, one);
  }

  @Override
  public void accept(long epochNanos, double value, Gap gap) {
    if (gap != Gap.NONE) {
      return;
    }
    long begin = Math.floorDiv(epochNanos, SeriesDay.NANOS) * SeriesDay.NANOS;
    if (begin != beginNanos) {
      finish();
      beginNanos = begin;
      day.begin(begin);
    }
    day.resolution(resolution);
    day.accept(epochNanos, value, gap);
  }

  /** Hands over what is left. */
  public void finish() {
    if (beginNanos != Long.MIN_VALUE && !day.isEmpty()) {
      reader.read(day.chunk(width), withValues(sink)::accept);
      day.begin(beginNanos);
    }
  }

  /** Leaves buckets without values out. */
  public static BucketSink withValues(BucketSink sink) {
    return (begin, count, min, mean, max, p95) -> {
      if (count > 0) {
        sink.accept(begin, count, min, mean, max, p95);
      }
    };
  }
}
