package io.ispmonitor.capacity;

import java.util.Arrays;

/** Medians, and what follows from them. */
final class Medians {
  /** How many median distances from the median a standard deviation is, of normal values. */
  private static final double PER_DEVIATION = 1.4826;

  private Medians() {}

  /** The median; NaN of nothing. Leaves the values in their order. */
  static double of(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] / 2 + sorted[middle] / 2; // a sum may be more than a double holds
  }

  /** The standard deviation, were the values normal; half of them may be anything. */
  static double deviation(double[] values) {
    double median = of(values);
    return PER_DEVIATION * of(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
  }
}
