package io.ispmonitor.jdbc.internal.block;

/** Takes buckets one by one, without an object for each. */
@FunctionalInterface
public interface RollupSink {

  /**
   * One bucket.
   *
   * @param startNanos when it begins, nanoseconds since 1970-01-01T00:00Z
   * @param count how many values there were; with 0 the other numbers are {@code NaN}
   * @param min the lowest
   * @param mean of all
   * @param max the highest
   * @param p95 which 95 percent do not exceed
   */
  void accept(long startNanos, long count, double min, double mean, double max, double p95);
}
