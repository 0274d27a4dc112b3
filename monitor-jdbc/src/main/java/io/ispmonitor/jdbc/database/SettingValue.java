package io.ispmonitor.jdbc.database;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of PostgreSQL's settings, which come in units: {@code 16384} blocks of {@code 8kB} are
 * {@code 128MB}. Memory becomes bytes, times become milliseconds.
 */
final class SettingValue {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)\\s*([A-Za-z]*)\\s*");
  private static final Pattern UNIT = Pattern.compile("(\\d*)([A-Za-z]+)");
  private static final double KILO = 1_024;

  private static final Map<String, Double> UNITS =
      Map.of(
          "B", 1.0,
          "kB", KILO,
          "MB", KILO * KILO,
          "GB", KILO * KILO * KILO,
          "TB", KILO * KILO * KILO * KILO,
          "us", 0.001,
          "ms", 1.0,
          "s", 1_000.0,
          "min", 60_000.0,
          "h", 3_600_000.0);

  private SettingValue() {}

  /**
   * A number in bytes, in milliseconds, or as it is.
   *
   * @param unit what the number is in that has none of its own; empty for none
   * @return empty for what is no number
   */
  static OptionalDouble number(String text, String unit) {
    Matcher is = NUMBER.matcher(text);
    if (!is.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(is.group(1));
    String own = is.group(2);
    double size = own.isEmpty() ? factor(unit) : factor(own);
    return Double.isNaN(size) ? OptionalDouble.empty() : OptionalDouble.of(number * size);
  }

  /** Not a number for a unit that is not known. */
  private static double factor(String unit) {
    if (unit.isEmpty()) {
      return 1;
    }
    Matcher is = UNIT.matcher(unit);
    if (!is.matches()) {
      return Double.NaN;
    }
    double times = is.group(1).isEmpty() ? 1 : Double.parseDouble(is.group(1));
    return times * UNITS.getOrDefault(is.group(2), Double.NaN);
  }

  /** A value as a person would write it, such as {@code 128MB} or {@code 5min}. */
  static String words(String setting, String unit) {
    OptionalDouble number = number(setting, unit);
    if (unit.isEmpty() || number.isEmpty() || number.getAsDouble() <= 0) {
      return setting;
    }
    String[] names =
        unit.endsWith("B")
            ? new String[] {"TB", "GB", "MB", "kB", "B"}
            : new String[] {"h", "min", "s", "ms"};
    for (String name : names) {
      double in = number.getAsDouble() / factor(name);
      if (in >= 1 && in == Math.rint(in)) {
        return String.format(Locale.ROOT, "%.0f%s", in, name);
      }
    }
    return setting + " x " + unit;
  }

  /** Memory as PostgreSQL takes it: whole gigabytes, or else whole megabytes. */
  static String memory(long bytes) {
    long mega = bytes >> 20;
    return mega % 1_024 == 0 ? (mega >> 10) + "GB" : mega + "MB";
  }
}
