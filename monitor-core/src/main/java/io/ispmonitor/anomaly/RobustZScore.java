package io.ispmonitor.anomaly;

import java.util.Arrays;

/**
 * How many deviations a sample is from the median, where the deviation is the median of all of them
 * (B. Iglewicz and D. Hoaglin, "How to detect and handle outliers", 1993). A few outliers change
 * neither.
 *
 * <p>Both begin as those of the first fifteen samples and then follow the samples by steps: up when
 * one is above, down when one is below (L. Tierney, "A space-efficient recursive procedure for
 * estimating a quantile of an unknown distribution", SIAM Journal on Scientific and Statistical
 * Computing 4, 1983). Steps are a share of the mean deviation, so the unit does not matter. Where
 * more than half of the samples are alike the median deviation is nothing, and half of the mean one
 * takes its place.
 */
final class RobustZScore extends CalibratedDetector {
  private static final int FIRST = 15;
  private static final double RATE = 0.01;
  private static final double FARTHEST = 20;

  /** The median of deviations of a normal distribution is this many times in its standard one. */
  private static final double BY_MEDIAN = 1.4826;

  private static final double BY_MEAN = 1.2533;

  private final double[] first = new double[FIRST];
  private int begun;
  private double median;
  private double medianDeviation;
  private double meanDeviation;

  RobustZScore() {
    super("robust-zscore");
  }

  @Override
  void observe(double value) {
    if (begun < FIRST) {
      begin(value);
      return;
    }
    double deviation = Math.abs(value - median);
    double believed = meanDeviation > 0 ? Math.min(deviation, FARTHEST * meanDeviation) : deviation;
    meanDeviation += RATE * (believed - meanDeviation);
    median += RATE * meanDeviation * Math.signum(value - median);
    medianDeviation += RATE * meanDeviation * Math.signum(deviation - medianDeviation);
    medianDeviation = Math.max(0, medianDeviation);
  }

  private void begin(double value) {
    first[begun++] = value;
    Arrays.sort(first, 0, begun);
    median = first[begun / 2];
    if (begun == FIRST) {
      measureFirst();
    }
  }

  private void measureFirst() {
    double sum = 0;
    for (int i = 0; i < FIRST; i++) {
      first[i] = Math.abs(first[i] - median);
      sum += first[i];
    }
    Arrays.sort(first);
    medianDeviation = first[FIRST / 2];
    meanDeviation = sum / FIRST;
  }

  @Override
  double centre() {
    return median;
  }

  @Override
  double spread() {
    return Math.max(BY_MEDIAN * medianDeviation, BY_MEAN * meanDeviation / 2);
  }

  @Override
  String measure() {
    return "standard deviations, estimated by the median deviation,";
  }

  @Override
  String basis() {
    return "the median";
  }

  @Override
  void exchange(StateFields fields) {
    super.exchange(fields);
    fields.all(first);
    begun = fields.place(begun, FIRST + 1);
    median = fields.of(median);
    medianDeviation = fields.of(medianDeviation);
    meanDeviation = fields.of(meanDeviation);
  }
}
