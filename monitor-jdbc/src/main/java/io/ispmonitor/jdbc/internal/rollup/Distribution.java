package io.ispmonitor.jdbc.internal.rollup;

import java.util.Arrays;

/**
 * Many buckets as one: their values are taken to lie evenly between the lowest and the 95th
 * percentile of each, and from there to its highest. One thread at a time.
 */
final class Distribution {
  private static final double ASKED = 0.95;

  /** Sums of so many shares do not come out to the last bit. */
  private static final double NEARLY = 1e-12;

  private static final double NEARLY_THERE = 1e-9;

  private int size;
  private long count;
  private double mean;
  private double[] lows = new double[32];
  private double[] highs = new double[32];
  private double[] p95s = new double[32];
  private long[] counts = new long[32];

  void add(long bucketCount, double min, double bucketMean, double max, double p95) {
    if (size == lows.length) {
      lows = Arrays.copyOf(lows, 2 * size);
      highs = Arrays.copyOf(highs, 2 * size);
      p95s = Arrays.copyOf(p95s, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    lows[size] = min;
    highs[size] = max;
    p95s[size] = p95;
    counts[size++] = bucketCount;
    count += bucketCount;
    double weight = (double) bucketCount / count;
    mean = mean * (1 - weight) + bucketMean * weight; // a sum may be more than a double holds
  }

  long count() {
    return count;
  }

  /** Of all, with the weight of each bucket. */
  double mean() {
    return mean;
  }

  double min() {
    return Arrays.stream(lows, 0, size).min().orElse(Double.NaN);
  }

  double max() {
    return Arrays.stream(highs, 0, size).max().orElse(Double.NaN);
  }

  /** The first point that 95 percent do not exceed. */
  double p95() {
    if (size == 1) {
      return p95s[0];
    }
    double[] points = points();
    double wanted = ASKED * count * (1 - NEARLY);
    int low = 0;
    int high = points.length - 1; // where all are
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (share(points[middle], true) >= wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == 0 ? points[0] : between(points[low - 1], points[low], wanted);
  }

  /** On the line between two neighbours, or at the second one when there is a leap. */
  private double between(double before, double at, double wanted) {
    double from = share(before, true);
    double to = share(at, false);
    if (to <= wanted || to <= from) {
      return at;
    }
    double part = (wanted - from) / (to - from);
    if (part > 1 - NEARLY_THERE) {
      return at;
    }
    return Math.max(before, Math.min(at, before * (1 - part) + at * part));
  }

  private double[] points() {
    double[] points = new double[3 * size];
    System.arraycopy(lows, 0, points, 0, size);
    System.arraycopy(p95s, 0, points, size, size);
    System.arraycopy(highs, 0, points, 2 * size, size);
    Arrays.sort(points);
    return Arrays.stream(points).distinct().toArray();
  }

  /** How many values lie before a point, and at it when that counts. */
  private double share(double point, boolean isIncluded) {
    double share = 0;
    for (int i = 0; i < size; i++) {
      share += counts[i] * share(i, point, isIncluded);
    }
    return share;
  }

  private double share(int i, double point, boolean isIncluded) {
    if (point > highs[i] || (isIncluded && point == highs[i])) {
      return 1;
    }
    if (point > p95s[i] || (isIncluded && point == p95s[i])) {
      return ASKED + (1 - ASKED) * part(p95s[i], point, highs[i]);
    }
    return point > lows[i] ? ASKED * part(lows[i], point, p95s[i]) : 0;
  }

  /** How far a point lies between two others; what lies between them may be more than there is. */
  private static double part(double from, double point, double to) {
    double all = to / 2 - from / 2;
    return all <= 0 ? 1 : (point / 2 - from / 2) / all;
  }
}
