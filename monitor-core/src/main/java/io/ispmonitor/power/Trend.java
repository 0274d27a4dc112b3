package io.ispmonitor.power;

import java.util.Arrays;

/**
 * A straight line through points, of which nearly a third may be wrong without moving it far: the
 * median of the slopes between all pairs (Theil 1950, Sen 1968).
 *
 * @param slope per unit of x
 * @param least the slope is hardly less than this
 * @param most the slope is hardly more than this
 * @param level the line's height at x = 0
 * @param noise the median distance of a point from the line
 */
record Trend(double slope, double least, double most, double level, double noise) {
  /** The slope lies between least and most but 3 times in 1,000, were the noise independent. */
  private static final double Z = 3;

  /**
   * The line through these points.
   *
   * @param x rising, at least two different ones; pairs at the same x are left out
   */
  static Trend through(double[] x, double[] y) {
    double[] slopes = slopes(x, y);
    double slope = median(slopes);
    double n = x.length;
    double spread = Z * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
    int first = (int) Math.floor((slopes.length - spread) / 2);
    int last = (int) Math.ceil((slopes.length + spread) / 2);
    double least = first < 0 ? Double.NEGATIVE_INFINITY : slopes[first];
    double most = last >= slopes.length ? Double.POSITIVE_INFINITY : slopes[last];
    double[] levels = new double[x.length];
    Arrays.setAll(levels, i -> y[i] - slope * x[i]);
    double level = median(levels);
    Arrays.setAll(levels, i -> Math.abs(y[i] - slope * x[i] - level));
    return new Trend(slope, least, most, level, median(levels));
  }

  double at(double x) {
    return level + slope * x;
  }

  boolean surelyRises() {
    return least > 0;
  }

  /** Sorts what it is given. */
  static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static double[] slopes(double[] x, double[] y) {
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        if (x[j] > x[i]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }
}
