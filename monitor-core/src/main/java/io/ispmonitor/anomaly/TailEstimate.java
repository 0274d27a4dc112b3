package io.ispmonitor.anomaly;

/**
 * How often a distance is as large as this, learnt from the distances of the series itself. That
 * makes scores comparable: a series with heavy tails has large distances often, and they are not
 * rare.
 *
 * <p>Distances up to a level that about one in ten exceeds are counted. How far those above exceed
 * it is described by a generalised Pareto distribution with the mean and the variance of what was
 * seen (J. Pickands, "Statistical inference using extreme order statistics", Annals of Statistics
 * 3, 1975; J. Hosking and J. Wallis, "Parameter and quantile estimation for the generalized Pareto
 * distribution", Technometrics 29, 1987; for streams A. Siffer et al., "Anomaly detection in
 * streams with extreme value theory", KDD 2017). What is older than some 2,000 samples fades. One
 * excess counts as at most ten times the mean of them, and of those in a row the second as half of
 * one and further ones as a third, so that an anomaly hides neither itself nor the next.
 *
 * <p>That leaves out series that are alike nearly always and now and then far off, such as loss.
 * What goes beyond ten times the mean begins an outburst, and their number is kept for some 20,000
 * samples: nothing up to twice the second largest of them is held for rarer than outbursts are, and
 * so far they count in full. The first one is as rare as if none had ever been.
 *
 * <p>Of independent samples, what is held for one in 1,000 comes 0.4 times as often from a normal
 * distribution and 1.5 times as often from Student's of three degrees; one in 10,000 comes up to
 * 2.8 times as often.
 *
 * <p>What few have exceeded says little of what is rarer: after n of them nothing is held for rarer
 * than (n + 1)<sup>-3</sup> of what exceeds the level. A series that never changed, and then does,
 * is as rare as one in the number of samples seen.
 */
final class TailEstimate {
  private static final double SHARE = 0.1;
  private static final double SLOWEST_LEVEL = 0.01;
  private static final double SLOWEST_SHARE = 1.0 / 2_000;
  private static final double SLOWEST_EXCESS = 1.0 / 200;
  private static final double PRIOR_EXCESSES = 10;
  private static final double FARTHEST = 10;
  private static final double SLOWEST_OUTBURSTS = 1.0 / 20_000;
  private static final float FADING = (float) (1 - SLOWEST_OUTBURSTS);
  private static final int MOST_IN_A_ROW = 3;
  private static final int MOST_COUNTED = 1_000_000;
  private static final double LIGHTEST = 1e-3;
  private static final double HEAVIEST = 0.45;

  private long samples;
  private int exceeding;
  private int inARow;
  private double usual;
  private double level;
  private double share = 0.5;
  private double mean = 0.5;
  private double square = 0.5;
  private float outbursts;
  private float largest;
  private float second;

  /** The share of samples that are at least as far. */
  double probability(double distance) {
    if (distance <= level) {
      return level > 0 ? 1 - (1 - share()) * distance / level : 1;
    }
    double shape = shape();
    double excess = (distance - level) / (mean * (1 - shape));
    double beyond = shape == 0 ? Math.exp(-excess) : Math.pow(1 + shape * excess, -1 / shape);
    double smooth = share() * Math.max(beyond, least());
    return distance <= known() ? Math.max(smooth, outbursts) : smooth;
  }

  /** Up to which distance outbursts are known. */
  private double known() {
    return 2.0 * second;
  }

  private double least() {
    double seen = exceeding + 1;
    return 1 / (seen * seen * seen);
  }

  /** The distance that this share of samples exceeds. */
  double distance(double probability) {
    double share = share();
    if (probability >= share) {
      return level * (1 - probability) / (1 - share);
    }
    double shape = shape();
    double wanted = Math.max(probability / share, least());
    double excess = shape == 0 ? -Math.log(wanted) : (Math.pow(wanted, -shape) - 1) / shape;
    double smooth = level + mean * (1 - shape) * excess;
    return probability <= outbursts ? Math.max(smooth, known()) : smooth;
  }

  private double share() {
    return Math.max(share, SLOWEST_SHARE);
  }

  private double shape() {
    double variance = square - mean * mean;
    double shape = variance > 0 ? 0.5 * (1 - mean * mean / variance) : 0;
    return shape < LIGHTEST ? 0 : Math.min(HEAVIEST, shape);
  }

  void learn(double distance) {
    samples++;
    boolean exceeds = distance > level;
    share += ((exceeds ? 1 : 0) - share) * Math.max(1.0 / (samples + 2), SLOWEST_SHARE);
    inARow = exceeds ? Math.min(MOST_IN_A_ROW, inARow + 1) : 0;
    double far = level + FARTHEST * mean;
    if (exceeds) {
      learnExcess(Math.min(distance, Math.max(far, known())) - level);
    }
    learnLevel(Math.min(distance, far), exceeds);
    learnOutburst(distance, inARow == 1 && distance > far);
  }

  private void learnExcess(double excess) {
    exceeding = Math.min(MOST_COUNTED, exceeding + 1);
    double rate = Math.max(1 / (exceeding + PRIOR_EXCESSES), SLOWEST_EXCESS) / inARow;
    mean += (excess - mean) * rate;
    square += (excess * excess - square) * rate;
  }

  private void learnLevel(double distance, boolean exceeds) {
    usual += (distance - usual) * Math.max(1.0 / samples, SLOWEST_SHARE);
    double rate = Math.max(1.0 / samples, SLOWEST_LEVEL);
    level = Math.max(0, level + rate * usual * ((exceeds ? 1 : 0) - SHARE));
  }

  private void learnOutburst(double distance, boolean begins) {
    double rate = Math.max(1.0 / (samples + 2), SLOWEST_OUTBURSTS);
    outbursts += (float) (((begins ? 1 : 0) - outbursts) * rate);
    largest *= FADING;
    second *= FADING;
    if (begins) {
      second = Math.max(second, Math.min(largest, (float) distance));
      largest = Math.max(largest, (float) distance);
    }
  }

  void exchange(StateFields fields) {
    samples = fields.of(samples);
    exceeding = fields.place(exceeding, MOST_COUNTED + 1);
    inARow = fields.place(inARow, MOST_IN_A_ROW + 1);
    usual = fields.of(usual);
    level = fields.of(level);
    share = fields.of(share);
    mean = fields.of(mean);
    square = fields.of(square);
    outbursts = fields.of(outbursts);
    largest = fields.of(largest);
    second = fields.of(second);
  }
}
