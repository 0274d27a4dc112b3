package io.ispmonitor.diagnosis;

import java.time.Duration;
import java.util.Locale;

/** How numbers are said in reports. */
final class Words {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;

  private Words() {}

  /** A duration, short as a rule: {@code 0.34 ms}, {@code 12 ms}, {@code 1.5 s}. */
  static String millis(Duration duration) {
    double millis =
        duration.getSeconds() * MILLIS_PER_SECOND + duration.getNano() / NANOS_PER_MILLI;
    if (millis >= MILLIS_PER_SECOND) {
      return String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND);
    }
    return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : "%.2f ms", millis);
  }
}
