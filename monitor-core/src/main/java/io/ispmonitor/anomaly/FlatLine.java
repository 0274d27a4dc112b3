package io.ispmonitor.anomaly;

/**
 * Notices a sensor that stopped: a run of equal samples that is longer than chance makes it. If a
 * share q of samples equals the one before, a run goes on for n more with the probability
 * q<sup>n</sup> (W. Feller, "An introduction to probability theory and its applications", volume 1,
 * chapter XIII, runs).
 *
 * <p>Series do not repeat themselves by chance alone: a counter rests every night. So only what a
 * run is longer than twice the longest one before counts, which fades over some 20,000 samples. One
 * that is always the same, or takes a few whole numbers, repeats itself often and is left alone;
 * the share is not held for less than one in twenty. A gap ends a run.
 */
final class FlatLine extends GuardedDetector {
  private static final double SLOWEST = 1.0 / 2_000;
  private static final double LEAST_SHARE = 0.05;
  private static final double FADING = 1 - 1.0 / 20_000;

  private final Ewma usual = new Ewma(200);
  private long pairs;
  private double share = 0.5;
  private double last;
  private double run;
  private double running;
  private double longest;

  FlatLine() {
    super("flat-line");
  }

  @Override
  double judge(double value) {
    running = isEqual(value) ? run + 1 : 0;
    return Math.pow(Math.max(share, LEAST_SHARE), Math.max(0, running - 2 * longest));
  }

  private boolean isEqual(double value) {
    return guard().taken() > 1 && !guard().afterGap() && value == last;
  }

  @Override
  void learn(double value) {
    boolean equal = isEqual(value);
    pairs++;
    share += ((equal ? 1 : 0) - share) * Math.max(1.0 / (pairs + 2), SLOWEST);
    longest = Math.max(longest * FADING, equal ? 0 : run);
    run = running;
    usual.add(value);
    last = value;
  }

  @Override
  public boolean isStuck() {
    return running > 0;
  }

  @Override
  double low() {
    return usual.mean() - 3 * usual.deviation();
  }

  @Override
  double centre() {
    return usual.mean();
  }

  @Override
  double high() {
    return usual.mean() + 3 * usual.deviation();
  }

  @Override
  String reason() {
    if (running == 0) {
      return "the value changes as usual";
    }
    return Words.number(running)
        + " samples in a row are the same as the one before, the longest such run until now was "
        + Words.number(longest)
        + "; "
        + Words.number(100 * share)
        + " % of samples are the same as the one before";
  }

  @Override
  void exchange(StateFields fields) {
    usual.exchange(fields);
    pairs = fields.of(pairs);
    share = fields.of(share);
    last = fields.of(last);
    run = fields.of(run);
    running = fields.of(running);
    longest = fields.of(longest);
  }
}
