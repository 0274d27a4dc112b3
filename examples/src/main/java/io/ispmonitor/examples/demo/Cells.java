package io.ispmonitor.examples.demo;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the cells of a table show them. */
final class Cells {
  static final String NOTHING = "-";

  private Cells() {}

  /** Three significant digits in milliseconds, at most nine characters. */
  static String roundTrip(OptionalDouble seconds) {
    if (seconds.isEmpty()) {
      return NOTHING;
    }
    double millis = seconds.getAsDouble() * 1e3;
    int decimals = millis < 0.995 ? 3 : millis < 9.995 ? 2 : millis < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f ms", millis);
  }

  /** Whole percent. */
  static String loss(OptionalDouble share) {
    return share.isEmpty()
        ? NOTHING
        : String.format(Locale.ROOT, "%.0f%%", share.getAsDouble() * 100);
  }
}
