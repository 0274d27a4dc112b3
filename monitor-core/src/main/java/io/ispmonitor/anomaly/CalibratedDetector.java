package io.ispmonitor.anomaly;

/**
 * A detector that measures how far a sample is from what was expected, in what is usual for the
 * series. How rare such a distance is the series itself teaches ({@link TailEstimate}).
 */
abstract class CalibratedDetector extends GuardedDetector {
  private static final double UNUSUAL = 0.001;
  private static final double FARTHEST = 100;

  /** Before, what is usual is not known well enough to say how far is rare. */
  private static final int COMPARED_AFTER = 20;

  private final TailEstimate tail = new TailEstimate();
  private double distance;

  CalibratedDetector(String kind) {
    super(kind);
  }

  /** How far the sample is from what was expected, in {@link #spread}s; 0 or more. */
  double distance(double value) {
    return ratio(Math.abs(value - centre()));
  }

  /** The distance that is usual, on the series' own scale. */
  abstract double spread();

  /** Turns to the time of the next sample, before it is judged. */
  void turnTo(long epochNanos) {}

  /** Learns the sample. */
  abstract void observe(double value);

  /** What the distance is counted in, such as "standard deviations". */
  abstract String measure();

  /** What was expected, such as "the mean of the last 100 samples". */
  abstract String basis();

  /** Whether there is something to compare a sample with, besides in the beginning. */
  boolean hasBasis() {
    return true;
  }

  private boolean isComparable() {
    return guard().taken() > COMPARED_AFTER && hasBasis();
  }

  /** A distance on the series' own scale in spreads, of which there may be none. */
  final double ratio(double difference) {
    if (difference == 0) {
      return 0;
    }
    double least = scale().rounding() + 4 * Math.ulp(centre());
    return Math.min(FARTHEST, difference / Math.max(spread(), least));
  }

  @Override
  final double judge(double value) {
    turnTo(guard().newest());
    if (!isComparable()) {
      return 1;
    }
    distance = distance(value);
    return tail.probability(distance);
  }

  @Override
  final void learn(double value) {
    if (isComparable()) {
      tail.learn(distance);
    }
    observe(value);
  }

  /** The distance that one sample in 1,000 exceeds. */
  final double reach() {
    return tail.distance(UNUSUAL);
  }

  @Override
  double low() {
    return centre() - reach() * spread();
  }

  @Override
  double high() {
    return centre() + reach() * spread();
  }

  @Override
  String reason() {
    if (!hasBasis()) {
      return "after a gap, so there is nothing to compare it with";
    }
    return Words.number(distance)
        + " "
        + measure()
        + " from "
        + basis()
        + "; "
        + Words.often(tail.probability(distance))
        + " as far out";
  }

  @Override
  void exchange(StateFields fields) {
    tail.exchange(fields);
    distance = fields.of(distance);
  }
}
