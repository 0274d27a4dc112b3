package io.ispmonitor.anomaly;

import java.util.Locale;

/** Numbers as people read them. */
final class Words {
  private static final double RAREST = 1e10;

  private Words() {}

  /** How often a sample is as far out as one of this probability. */
  static String often(double probability) {
    if (probability >= 0.1) {
      return "many samples are";
    }
    double in = 1 / probability;
    if (!(in < RAREST)) {
      return "fewer than one sample in 10,000,000,000 is";
    }
    double step = Math.pow(10, Math.floor(Math.log10(in)) - 1);
    return String.format(Locale.ROOT, "about one sample in %,.0f is", Math.rint(in / step) * step);
  }

  /** A number with three or so digits. */
  static String number(double number) {
    return String.format(Locale.ROOT, Math.abs(number) < 100 ? "%.3g" : "%.4g", number);
  }
}
