package io.ispmonitor.jdbc.database;

import io.ispmonitor.jdbc.database.PostgresSettings.Recommendation;
import io.ispmonitor.jdbc.database.PostgresSettings.Severity;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a setting should be, and what is good enough.
 *
 * @param recommended what it should be
 * @param isGood whether a value will do, as it stands in pg_settings with its unit
 * @param severity how bad it is when it will not
 */
record SettingRule(Recommendation recommended, Good isGood, Severity severity) {

  /** Whether a value will do. */
  @FunctionalInterface
  interface Good {
    boolean test(String setting, String unit);
  }

  /** One of some words. */
  static Good words(String... those) {
    Set<String> good = Set.of(those);
    return (setting, unit) -> good.contains(setting.toLowerCase(Locale.ROOT));
  }

  /** Anything but a word. */
  static Good anyBut(String word) {
    return (setting, unit) -> !setting.toLowerCase(Locale.ROOT).equals(word);
  }

  /** From a number to another, in bytes or milliseconds. */
  static Good between(double least, double most) {
    return number(is -> is >= least && is <= most);
  }

  /** A number from here on, in bytes or milliseconds. */
  static Good atLeast(double least) {
    return between(least, Double.MAX_VALUE);
  }

  /** None, or at least so many milliseconds. */
  static Good noneOrAtLeast(double least) {
    return number(is -> is == 0 || is >= least);
  }

  private static Good number(Predicate<Double> isGood) {
    return (setting, unit) -> {
      OptionalDouble number = SettingValue.number(setting, unit);
      return number.isPresent() && isGood.test(number.getAsDouble());
    };
  }
}
