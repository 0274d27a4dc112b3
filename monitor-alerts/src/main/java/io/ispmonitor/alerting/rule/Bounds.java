package io.ispmonitor.alerting.rule;

import java.time.Duration;

/** What rules refuse of their numbers. */
final class Bounds {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_SAMPLES = 10_000;
  private static final int LONGEST_NAME = 100;

  private Bounds() {}

  /** More than zero, a year at the most. */
  static void checkDuration(String rule, String what, Duration duration) {
    if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "rule %s: %s must be more than zero and at most %d days, was %s"
              .formatted(rule, what, LONGEST.toDays(), duration));
    }
  }

  /** Zero, or a duration that is one. */
  static void checkMaybeZero(String rule, String what, Duration duration) {
    if (!duration.isZero()) {
      checkDuration(rule, what, duration);
    }
  }

  static void checkSamples(String rule, String what, int samples) {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "rule %s: %s must be 1 to %d, was %d".formatted(rule, what, MOST_SAMPLES, samples));
    }
  }

  static void checkNumber(String rule, String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "rule %s: %s must be a number, was %s".formatted(rule, what, value));
    }
  }

  static void checkName(String rule, String what, String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "rule %s: %s must have 1 to %d characters, was '%s'"
              .formatted(rule, what, LONGEST_NAME, name));
    }
  }
}
