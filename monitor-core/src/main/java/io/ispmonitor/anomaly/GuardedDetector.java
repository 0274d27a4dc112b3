package io.ispmonitor.anomaly;

/**
 * What all detectors of this package have in common: which samples count ({@link SampleGuard}), on
 * which scale ({@link OwnScale}), how long it takes to warm up, the state, and the frame of an
 * explanation.
 *
 * <p>A sample is judged when it comes and learnt when the next one comes, so that the explanation
 * in between is by what the sample was judged by. Of the first two only the scale is learnt.
 */
abstract class GuardedDetector implements AnomalyDetector {
  static final int WARM_UP = 100;

  private final String kind;
  private final SampleGuard guard = new SampleGuard();
  private final OwnScale scale = new OwnScale();
  private double offered;
  private double own;
  private double score;

  /**
   * For a kind.
   *
   * @param kind the name of the kind and its settings, by which a state is recognised
   */
  GuardedDetector(String kind) {
    this.kind = kind;
  }

  /**
   * The share of samples that are at least as far out as this one. Called once for each sample,
   * after {@link #learn} for the one before.
   *
   * @param value the sample on the series' own scale
   */
  abstract double judge(double value);

  /** Learns the sample that was judged last. */
  abstract void learn(double value);

  /** The lowest value that would be usual, on the series' own scale. */
  abstract double low();

  /** The value that was expected, on the series' own scale. */
  abstract double centre();

  /** The highest value that would be usual, on the series' own scale. */
  abstract double high();

  /** Why the sample that was judged last has its score; a sentence without its end. */
  abstract String reason();

  /** Takes the fields along. */
  abstract void exchange(StateFields fields);

  @Override
  public final double feed(long epochNanos, double value) {
    boolean takes = guard.takes(epochNanos, value);
    offered = Double.isFinite(value) ? value : 0;
    score = takes ? judged(epochNanos, value) : 0;
    return score;
  }

  private double judged(long epochNanos, double value) {
    if (scale.isKnown()) {
      learn(own);
    }
    guard.advance(epochNanos);
    if (!scale.isKnown() && !scale.begins(value)) {
      return 0;
    }
    own = scale.of(value);
    double probability = judge(own);
    return warmingUp() ? 0 : Rarity.score(probability);
  }

  @Override
  public boolean warmingUp() {
    return guard.taken() <= WARM_UP;
  }

  final SampleGuard guard() {
    return guard;
  }

  final OwnScale scale() {
    return scale;
  }

  @Override
  public final Explanation explain() {
    return switch (guard.standing()) {
      case NONE_YET -> unknown(Double.NaN, "nothing has been seen yet");
      case NO_NUMBER -> unknown(Double.NaN, "no number, so it is neither judged nor learnt");
      case DUPLICATE ->
          unknown(offered, "a second sample of the same time, neither judged nor learnt");
      case LATE -> unknown(offered, "older than the newest sample, so neither judged nor learnt");
      case TAKEN ->
          warmingUp()
              ? unknown(
                  offered, "still learning what is usual, after " + guard.taken() + " samples")
              : known();
    };
  }

  private Explanation unknown(double value, String reason) {
    return new Explanation(value, Double.NaN, Double.NaN, Double.NaN, 0, reason);
  }

  private Explanation known() {
    double low = scale.back(low());
    double high = scale.back(high());
    return new Explanation(offered, low, scale.back(centre()), high, score, reason());
  }

  @Override
  public final byte[] state() {
    StateWriter writer = new StateWriter(kind);
    exchangeAll(writer);
    return writer.finished();
  }

  final void restore(byte[] state) {
    StateReader reader = new StateReader(kind, state);
    exchangeAll(reader);
    reader.finish();
  }

  private void exchangeAll(StateFields fields) {
    guard.exchange(fields);
    scale.exchange(fields);
    offered = fields.of(offered);
    own = fields.of(own);
    score = fields.of(score);
    exchange(fields);
  }
}
