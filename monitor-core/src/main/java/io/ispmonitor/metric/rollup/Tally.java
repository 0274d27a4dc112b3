package io.ispmonitor.metric.rollup;

import java.util.Arrays;

/** The values of one stretch of time. One thread. */
final class Tally {
  private double[] values = new double[64];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Tells what they come to, when there are any, and forgets them. */
  void handTo(long beginNanos, BucketSink sink) {
    if (size > 0) {
      Arrays.sort(values, 0, size);
      int rank = (int) ((95L * size + 99) / 100); // the nearest: 95 percent are at it or before it
      sink.accept(beginNanos, size, values[0], mean(), values[size - 1], values[rank - 1]);
      size = 0;
    }
  }

  private double mean() {
    double sum = 0;
    double mean = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
      mean += values[i] / size;
    }
    return Double.isFinite(sum) ? sum / size : mean; // a sum may be more than a double holds
  }
}
