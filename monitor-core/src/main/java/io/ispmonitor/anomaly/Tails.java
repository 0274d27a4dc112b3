package io.ispmonitor.anomaly;

/**
 * How high the signs of an anomaly usually rise, learnt from the series itself.
 *
 * <p>The highest value of each sign within a block of an hour's five or so is counted in a
 * histogram with buckets that grow by a constant factor and is forgotten slowly. Beyond the highest
 * fifth of the blocks a power law goes on whose exponent is estimated from that fifth (Hill's
 * estimator) together with a prior of ten blocks, so that a value never seen before has a small
 * probability too, and not an arbitrary one. Blocks overlap by three quarters.
 */
final class Tails {
  /** Values in a quarter of a block. */
  static final int QUARTER = 15;

  /**
   * Of each sign, the binary logarithms of the lower end of the first bucket and of the growth to
   * the next.
   */
  private static final double[] LOWEST = {0, -3, 0};

  private static final double[] GROWTH = {0.3, 0.35, 0.5};
  private static final int SIGNS = 3;
  private static final int BUCKETS = 16;
  private static final int RECENT = BUCKETS;
  private static final int BEFORE = 3;
  private static final int CURRENT = RECENT + BEFORE;
  private static final int TOTAL = CURRENT + 1;
  private static final int STRIDE = TOTAL + 1;

  /** Numbers of quarters, which go round as soon as there were three. */
  private static final int QUARTERS = 2 * BEFORE;

  private static final double LN2 = 0.6931471805599453;
  private static final float KEEP = 0.99875f;
  private static final double ENOUGH = 3;
  private static final double TOP = 0.2;
  private static final double PRIOR_BLOCKS = 10;
  private static final double PRIOR_EXCESS = 0.2;
  private static final double RAREST = 15;

  private final float[] state = new float[SIGNS * STRIDE];
  private byte quarter;

  /** Whether enough blocks were seen to say anything. */
  boolean ready() {
    return state[TOTAL] >= ENOUGH;
  }

  /**
   * How rarely blocks rise to this value: the negative decimal logarithm of their share. No power
   * is taken for it, which would allocate.
   */
  double rarity(int sign, double value) {
    int from = sign * STRIDE;
    double total = state[from + TOTAL];
    double at = place(sign, value);
    if (total < ENOUGH || at < 0) {
      return 0;
    }
    double wanted = Math.max(2, TOP * total);
    int threshold = BUCKETS;
    double above = 0;
    while (threshold > 0 && above < wanted) {
      above += state[from + --threshold];
    }
    if (at <= threshold) {
      return rarity((above(from, at) + 0.5) / (total + 1));
    }
    return beyond(from, threshold, above, sign, at);
  }

  /** How many blocks rose higher. */
  private double above(int from, double at) {
    if (at >= BUCKETS) {
      return 0;
    }
    int bucket = (int) at;
    double above = state[from + bucket] * (1 - (at - bucket));
    for (int i = bucket + 1; i < BUCKETS; i++) {
      above += state[from + i];
    }
    return above;
  }

  private double beyond(int from, int threshold, double above, int sign, double at) {
    double width = GROWTH[sign] * LN2;
    double excess = 0;
    for (int i = threshold; i < BUCKETS; i++) {
      excess += state[from + i] * (i + 0.5 - threshold) * width;
    }
    double blocks = PRIOR_BLOCKS + above;
    double expected = PRIOR_BLOCKS * PRIOR_EXCESS + excess;
    double tail = blocks * StrictMath.log10(1 + (at - threshold) * width / expected);
    return Math.min(RAREST, rarity((above + 0.5) / (state[from + TOTAL] + 1)) + tail);
  }

  private static double rarity(double share) {
    return share < 1 ? -StrictMath.log10(share) : 0;
  }

  /** Notes a value of the block that is under way. */
  void note(int sign, double value) {
    int current = sign * STRIDE + CURRENT;
    state[current] = Math.max(state[current], (float) value);
  }

  /** Ends a quarter of a block. */
  void endQuarter() {
    for (int from = 0; from < state.length; from += STRIDE) {
      if (quarter >= BEFORE) {
        count(from);
      }
      state[from + RECENT + quarter % BEFORE] = state[from + CURRENT];
      state[from + CURRENT] = 0;
    }
    quarter = (byte) (quarter == QUARTERS - 1 ? BEFORE : quarter + 1);
  }

  private void count(int from) {
    double highest = state[from + CURRENT];
    for (int i = 0; i < BEFORE; i++) {
      highest = Math.max(highest, state[from + RECENT + i]);
    }
    for (int i = 0; i < BUCKETS; i++) {
      state[from + i] *= KEEP;
    }
    double at = place(from / STRIDE, highest);
    state[from + (int) Math.max(0, Math.min(BUCKETS - 1, at))] += 0.25f;
    state[from + TOTAL] = state[from + TOTAL] * KEEP + 0.25f;
  }

  private static double place(int sign, double value) {
    return (StrictMath.log(Math.max(value, 1e-9)) / LN2 - LOWEST[sign]) / GROWTH[sign];
  }

  void exchange(StateFields fields) {
    fields.all(state);
    quarter = (byte) fields.place(quarter, QUARTERS);
  }
}
