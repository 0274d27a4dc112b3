package io.ispmonitor.anomaly;

/**
 * What scores mean, the same for all detectors: a tenth of the number of zeros of "one in so many".
 * Where a detector estimates that one sample in 1,000 is as far out as this one, it scores 0.3; one
 * in a million 0.6; one in 10<sup>10</sup> or rarer 1. So every 0.1 is ten times rarer.
 *
 * <p>A threshold is therefore a number of false alarms one accepts. A series that is sampled every
 * 30 s has 86,400 samples a month; at 0.5, one in 100,000, about one of them is beyond by chance
 * alone. That is an estimate: what a series has not shown yet is extrapolated from what it has, and
 * a detector whose samples hang together, such as the sums of "cusum", exceeds a threshold several
 * times in a row.
 */
public final class Rarity {
  /**
   * Worth a look: one sample in 1,000. The default detector tells an anomaly in three grades, of
   * which this is the lowest.
   */
  public static final double NOTICE = 0.3;

  /**
   * Worth a message, the second grade of the default detector: about one false alarm in two months
   * for each series of the simulated provider ({@code docs/anomaly-detection.md}).
   */
  public static final double ALARM = 0.38;

  /**
   * Worth a message at night, the third grade of the default detector: hardly any false alarm, and
   * three of ten anomalies missed. A threshold between two grades acts like the higher one.
   */
  public static final double GRAVE = 0.46;

  private static final double ZEROS = 10;

  private Rarity() {}

  /**
   * The score of a sample that is as rare as this.
   *
   * @param probability the share of samples that are at least as far out; NaN, which says nothing,
   *     scores 0 like 1
   */
  public static double score(double probability) {
    if (!(probability < 1)) {
      return 0;
    }
    return probability > 0 ? Math.min(1, -Math.log10(probability) / ZEROS) : 1;
  }

  /**
   * The share of samples that are beyond this score, as far as a detector can tell.
   *
   * @param score from 0 to 1
   * @throws IllegalArgumentException if it is not
   */
  public static double probability(double score) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "a score is from 0 to 1, was " + score + "; 0.5 is one sample in 100,000");
    }
    return Math.pow(10, -ZEROS * score);
  }
}
