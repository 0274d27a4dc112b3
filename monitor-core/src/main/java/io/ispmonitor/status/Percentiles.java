package io.ispmonitor.status;

import java.util.Arrays;

/** Some values, of which quantiles are asked. Grows as it must; for one thread. */
final class Percentiles {
  /** Keeps the sum of as many numbers as an array holds in range, however large they are. */
  private static final double SMALL = 0x1p-40;

  private double[] values = new double[16];
  private int count;
  private boolean isSorted;

  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
    isSorted = false;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /** Their mean, also where their sum is beyond what a double holds; NaN when there are none. */
  double mean() {
    if (count == 0) {
      return Double.NaN;
    }
    double sum = sum(1);
    return Double.isFinite(sum) ? sum / count : within(sum(SMALL) / count / SMALL);
  }

  /** Rounding may have brought it beyond the largest. */
  private double within(double mean) {
    return Math.max(at(0), Math.min(at(1), mean));
  }

  private double sum(double scale) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i] * scale;
    }
    return sum;
  }

  /**
   * The value below which a share of all lie, interpolated between the two nearest; NaN when there
   * are none. Type 7 of Hyndman and Fan, which most tools use.
   *
   * @param share 0 to 1
   */
  double at(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    if (!isSorted) {
      Arrays.sort(values, 0, count);
      isSorted = true;
    }
    double place = share * (count - 1);
    int below = (int) place;
    int above = Math.min(below + 1, count - 1);
    double weight = place - below;
    double gap = values[above] - values[below];
    return Double.isFinite(gap)
        ? values[below] + weight * gap
        : (1 - weight) * values[below] + weight * values[above];
  }
}
