package io.ispmonitor.anomaly;

/**
 * Measures a series from the middle one of its first three values, in the power of two that its
 * first change from there is of. So the smallest and the largest numbers neither vanish nor
 * overflow when they are squared, a large level costs no digits, a wild first value costs none
 * either, and a series that is scaled by a power of two is the same to the last bit.
 */
final class OwnScale {
  private static final double FARTHEST = 1e30;
  private static final int MOST_BINARY_DIGITS = 1000;

  private static final int BEGINNING = 3;

  private int begun;
  private double first;
  private double second;
  private double origin;
  private double perUnit;

  /** Takes one of the first values; whether the scale is known now. */
  boolean begins(double value) {
    switch (begun++) {
      case 0 -> first = value;
      case 1 -> second = value;
      default -> origin = middle(value);
    }
    return begun == BEGINNING;
  }

  private double middle(double third) {
    double low = Math.min(first, second);
    double high = Math.max(first, second);
    return Math.max(low, Math.min(high, third));
  }

  boolean isKnown() {
    return begun == BEGINNING;
  }

  /** The value on this scale; what is farther than 10<sup>30</sup> first changes counts as that. */
  double of(double value) {
    if (perUnit == 0 && value != origin) {
      perUnit = Math.scalb(1.0, -digits(value));
    }
    double own = (value - origin) * perUnit;
    return Math.max(-FARTHEST, Math.min(FARTHEST, own));
  }

  private int digits(double value) {
    double away = Math.min(Double.MAX_VALUE, Math.abs(value - origin));
    int exponent = Math.getExponent(away);
    return Math.max(-MOST_BINARY_DIGITS, Math.min(MOST_BINARY_DIGITS, exponent));
  }

  /** The value in the unit of the series. */
  double back(double own) {
    double value = perUnit == 0 ? origin : origin + own / perUnit;
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  /** A distance that rounding alone can make. */
  double rounding() {
    return 4 * Math.ulp(origin) * perUnit;
  }

  void exchange(StateFields fields) {
    begun = fields.place(begun, BEGINNING + 1);
    first = fields.of(first);
    second = fields.of(second);
    origin = fields.of(origin);
    perUnit = fields.of(perUnit);
  }
}
