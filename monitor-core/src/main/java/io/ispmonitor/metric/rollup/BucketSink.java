package io.ispmonitor.metric.rollup;

/** Takes buckets one by one, without an object for each. */
@FunctionalInterface
public interface BucketSink {

  /**
   * One bucket that has values.
   *
   * @param beginNanos when it begins, nanoseconds since 1970-01-01T00:00Z
   * @param count how many values there were, 1 or more; gaps are not counted
   * @param min the lowest
   * @param mean of all; stores may round it to a sixteenth of the metric's resolution
   * @param max the highest
   * @param p95 the lowest value that 95 percent do not exceed (nearest rank)
   */
  void accept(long beginNanos, long count, double min, double mean, double max, double p95);
}
