package io.ispmonitor.anomaly;

/**
 * How many standard deviations a sample is from the mean, both of which forget ({@link Ewma}): the
 * control chart of S. W. Roberts ("Control chart tests based on geometric moving averages",
 * Technometrics 1, 1959), asked for single samples.
 */
final class EwmaDetector extends CalibratedDetector {
  private final Ewma usual;

  EwmaDetector(int memory) {
    super("ewma " + memory);
    usual = new Ewma(memory);
  }

  @Override
  void observe(double value) {
    usual.add(value);
  }

  @Override
  double centre() {
    return usual.mean();
  }

  @Override
  double spread() {
    return usual.deviation();
  }

  @Override
  String measure() {
    return "standard deviations";
  }

  @Override
  String basis() {
    return "the mean of late, in which older samples count less";
  }

  @Override
  void exchange(StateFields fields) {
    super.exchange(fields);
    usual.exchange(fields);
  }
}
