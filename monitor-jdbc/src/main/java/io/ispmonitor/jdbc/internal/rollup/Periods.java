package io.ispmonitor.jdbc.internal.rollup;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.rollup.BucketSink;
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Puts buckets together to longer stretches, such as days or months, each of which ends where the
 * next one begins. A bucket belongs where it begins. One thread.
 */
public final class Periods implements BucketSink {
  private static final long HOUR = RollupWidth.HOUR.length().toNanos();

  private final long[] begins;
  private final Map<Integer, Distribution> filled = new TreeMap<>();

  /**
   * Stretches of time.
   *
   * @param begins when they begin, and when the last one ends
   */
  public Periods(List<Instant> begins) {
    this.begins = begins.stream().mapToLong(EpochNanos::of).toArray();
  }

  /** Whether no hour is cut by a begin or an end. */
  public boolean areWholeHours() {
    return Arrays.stream(begins).allMatch(begin -> Math.floorMod(begin, HOUR) == 0);
  }

  /** Whether something begins or ends within the hour that a time is in. */
  public boolean cut(long nanos) {
    long hour = nanos - Math.floorMod(nanos, HOUR);
    int at = Arrays.binarySearch(begins, hour);
    int next = at >= 0 ? at + 1 : -at - 1;
    return next < begins.length && begins[next] - hour < HOUR;
  }

  /** When the first one begins. */
  public long beginNanos() {
    return begins[0];
  }

  /** When the last one ends. */
  public long endNanos() {
    return begins[begins.length - 1];
  }

  @Override
  public void accept(long beginNanos, long count, double min, double mean, double max, double p95) {
    int at = Arrays.binarySearch(begins, beginNanos);
    int number = at >= 0 ? at : -at - 2;
    if (number < 0 || number >= begins.length - 1) {
      throw new IllegalArgumentException(
          "a bucket begins at %d, which is outside of %d to %d"
              .formatted(beginNanos, beginNanos(), endNanos()));
    }
    filled.computeIfAbsent(number, any -> new Distribution()).add(count, min, mean, max, p95);
  }

  /** Hands over those that have values, in their order, with their numbers from 0 on. */
  public void handTo(BiConsumer<Integer, Rollup> sink) {
    filled.forEach(
        (number, values) ->
            sink.accept(
                number,
                new Rollup(
                    EpochNanos.toInstant(begins[number]),
                    EpochNanos.toInstant(begins[number + 1]),
                    values.count(),
                    values.min(),
                    values.mean(),
                    values.max(),
                    values.p95())));
  }
}
