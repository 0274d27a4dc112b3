package io.ispmonitor.status;

import java.util.Arrays;

/** Some values, of which quantiles are asked. Grows as it must; for one thread. */
final class Percentiles {
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

  double mean() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return count == 0 ? Double.NaN : sum / count;
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
    return values[below] + (place - below) * (values[above] - values[below]);
  }
}
