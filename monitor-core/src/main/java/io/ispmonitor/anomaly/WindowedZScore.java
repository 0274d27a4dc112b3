package io.ispmonitor.anomaly;

/**
 * How many standard deviations a sample is from the mean of the samples before it, of a fixed
 * number of them: what most people use. Outliers in the window hide others, and memory grows with
 * it.
 *
 * <p>Mean and variance are carried along (B. Welford, "Note on a method for calculating corrected
 * sums of squares and products", Technometrics 4, 1962) and reckoned anew once a window, so that
 * rounding does not add up.
 */
final class WindowedZScore extends CalibratedDetector {
  private final double[] window;
  private int at;
  private long filled;
  private double mean;
  private double squares;

  WindowedZScore(int window) {
    super("zscore " + window);
    this.window = new double[window];
  }

  @Override
  void observe(double value) {
    if (filled < window.length) {
      add(value);
    } else {
      replace(window[at], value);
    }
    window[at] = value;
    at = (at + 1) % window.length;
    if (at == 0) {
      reckonAnew();
    }
  }

  private void add(double value) {
    filled++;
    double away = value - mean;
    mean += away / filled;
    squares += away * (value - mean);
  }

  private void replace(double old, double value) {
    double before = mean;
    mean += (value - old) / window.length;
    squares += (value - old) * (value - mean + old - before);
  }

  private void reckonAnew() {
    double sum = 0;
    for (double value : window) {
      sum += value;
    }
    mean = sum / window.length;
    squares = 0;
    for (double value : window) {
      squares += (value - mean) * (value - mean);
    }
  }

  @Override
  double centre() {
    return mean;
  }

  @Override
  double spread() {
    return filled == 0 ? 0 : Math.sqrt(Math.max(0, squares) / filled);
  }

  @Override
  String measure() {
    return "standard deviations";
  }

  @Override
  String basis() {
    return "the mean of the last " + filled + " samples";
  }

  @Override
  void exchange(StateFields fields) {
    super.exchange(fields);
    fields.all(window);
    at = fields.place(at, window.length);
    filled = fields.of(filled);
    mean = fields.of(mean);
    squares = fields.of(squares);
  }
}
