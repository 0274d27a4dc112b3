package io.ispmonitor.anomaly;

/**
 * Adds up how much samples are above the mean, and how much below, less half a standard deviation
 * each time: what is far too little to be seen in one sample shows in the sum (E. S. Page,
 * "Continuous inspection schemes", Biometrika 41, 1954). Mean and deviation are those of the series
 * so far (D. M. Hawkins, "Self-starting cusum charts for location and scale", The Statistician 36,
 * 1987), with a memory of 500 samples; a level that lasts becomes the new mean. One sample adds at
 * most four deviations (J. Lucas and R. Crosier, "Robust CUSUM", Communications in Statistics 11,
 * 1982). After a gap the sums begin anew.
 */
final class Cusum extends CalibratedDetector {
  private static final int MEMORY = 500;
  private static final double SLACK = 0.5;
  private static final double MOST_AT_ONCE = 4;
  private static final double MOST = 100;

  private final Ewma usual = new Ewma(MEMORY);
  private double above;
  private double below;
  private double aboveBefore;
  private double belowBefore;
  private boolean wasOutlying;

  Cusum() {
    super("cusum");
  }

  @Override
  double distance(double value) {
    if (guard().afterGap()) {
      above = 0;
      below = 0;
    }
    aboveBefore = above;
    belowBefore = below;
    double away = Math.min(MOST_AT_ONCE, ratio(Math.abs(value - centre())));
    double signed = value < centre() ? -away : away;
    above = Math.max(0, Math.min(MOST, above + signed - SLACK));
    below = Math.max(0, Math.min(MOST, below - signed - SLACK));
    return Math.max(above, below);
  }

  /** One sample far away teaches little, a second one in a row is believed. */
  @Override
  void observe(double value) {
    double far = MOST_AT_ONCE * spread();
    double centre = centre();
    boolean outlying = guard().taken() > WARM_UP && Math.abs(value - centre) > far;
    boolean doubted = outlying && !wasOutlying;
    usual.add(doubted ? Math.max(centre - far, Math.min(centre + far, value)) : value);
    wasOutlying = outlying;
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
  double low() {
    return centre() - Math.max(0, reach() + SLACK - belowBefore) * spread();
  }

  @Override
  double high() {
    return centre() + Math.max(0, reach() + SLACK - aboveBefore) * spread();
  }

  @Override
  String measure() {
    return "standard deviations added up";
  }

  @Override
  String basis() {
    return "the mean, of samples " + (above > below ? "above" : "below") + " it lately";
  }

  @Override
  void exchange(StateFields fields) {
    super.exchange(fields);
    usual.exchange(fields);
    above = fields.of(above);
    below = fields.of(below);
    aboveBefore = fields.of(aboveBefore);
    belowBefore = fields.of(belowBefore);
    wasOutlying = fields.of(wasOutlying);
  }
}
