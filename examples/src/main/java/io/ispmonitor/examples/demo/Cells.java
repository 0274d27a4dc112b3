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

  /** Three significant digits of bit/s with a prefix, such as 93.4 M; empty for none. */
  static String traffic(Figures figures) {
    double rate = figures.bitsPerSecond();
    if (Double.isNaN(rate)) {
      return "";
    }
    char prefix = rate < 999.5e3 ? 'k' : rate < 999.5e6 ? 'M' : 'G';
    double scaled = rate / (prefix == 'k' ? 1e3 : prefix == 'M' ? 1e6 : 1e9);
    int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f %c", scaled, prefix);
  }

  /** Whole dBm; empty for none. */
  static String signal(Figures figures) {
    return Double.isNaN(figures.signalDbm())
        ? ""
        : String.format(Locale.ROOT, "%.0f dBm", figures.signalDbm());
  }

  /** Tenths of a volt; empty for none. */
  static String voltage(Figures figures) {
    return Double.isNaN(figures.volts())
        ? ""
        : String.format(Locale.ROOT, "%.1f V", figures.volts());
  }

  /** Whole percent. */
  static String loss(OptionalDouble share) {
    return share.isEmpty()
        ? NOTHING
        : String.format(Locale.ROOT, "%.0f%%", share.getAsDouble() * 100);
  }
}
