package io.ispmonitor.anomaly;

/**
 * A mean and a variance in which what is older counts less and less (D. H. D. West, "Updating mean
 * and variance estimates", Communications of the ACM 22, 1979; T. Finch, "Incremental calculation
 * of weighted mean and variance", 2009). The first samples count alike.
 */
final class Ewma {
  private final double rate;
  private long samples;
  private double mean;
  private double variance;

  /**
   * One with a memory.
   *
   * @param memory after how many samples one counts e times less
   */
  Ewma(double memory) {
    this.rate = 1 / memory;
  }

  void add(double value) {
    samples++;
    double share = Math.max(1.0 / samples, rate);
    double away = value - mean;
    mean += share * away;
    variance = (1 - share) * (variance + share * away * away);
  }

  double mean() {
    return mean;
  }

  double deviation() {
    return Math.sqrt(variance);
  }

  void exchange(StateFields fields) {
    samples = fields.of(samples);
    mean = fields.of(mean);
    variance = fields.of(variance);
  }
}
