package io.ispmonitor.anomaly;

/**
 * How far the step from the sample before is from the usual step of the series, in standard
 * deviations of its steps: the control chart of first differences (D. Montgomery, "Introduction to
 * statistical quality control"). Where more time went by than usual the change is spread over it;
 * where less did it counts as it is. After a gap there is nothing to compare with.
 */
final class RateOfChange extends CalibratedDetector {
  private static final int MEMORY = 200;

  private final Ewma change = new Ewma(MEMORY);
  private double last;

  RateOfChange() {
    super("rate-of-change");
  }

  private double steps() {
    return Math.max(1, guard().steps());
  }

  @Override
  boolean hasBasis() {
    return guard().taken() > 1 && !guard().afterGap();
  }

  @Override
  void observe(double value) {
    if (hasBasis()) {
      change.add((value - last) / steps());
    }
    last = value;
  }

  @Override
  double centre() {
    return last + change.mean() * steps();
  }

  @Override
  double spread() {
    return change.deviation() * steps();
  }

  @Override
  String measure() {
    return "standard deviations of a change";
  }

  @Override
  String basis() {
    return "the sample before and the usual change";
  }

  @Override
  void exchange(StateFields fields) {
    super.exchange(fields);
    change.exchange(fields);
    last = fields.of(last);
  }
}
