package io.ispmonitor.alerting.rule;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Durations as files write them: {@code 90s}, {@code 1h 30m}, or {@code PT90S} by ISO 8601. */
final class Times {
  private static final int LONGEST = 40;
  private static final long MOST = 1_000_000_000;
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Times() {}

  /** The duration; empty when the text is none. */
  static Optional<Duration> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    return text.startsWith("P") ? iso(text) : words(text);
  }

  /** The way in which {@link #parse} reads exactly this duration again. */
  static String write(Duration duration) {
    return duration.toNanosPart() % 1_000_000 == 0 ? Words.time(duration) : duration.toString();
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> words(String text) {
    Duration sum = Duration.ZERO;
    int at = 0;
    while (at < text.length()) {
      int unitAt = end(text, at, true);
      int next = end(text, unitAt, false);
      Duration unit = UNITS.get(text.substring(unitAt, next));
      if (unitAt == at || unit == null) {
        return Optional.empty();
      }
      long count = count(text.substring(at, unitAt));
      sum = sum.plus(unit.multipliedBy(count));
      at = next < text.length() && text.charAt(next) == ' ' ? next + 1 : next;
    }
    return Optional.of(sum);
  }

  private static long count(String digits) {
    return digits.length() > 9 ? MOST : Long.parseLong(digits);
  }

  private static int end(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length()
        && (digits ? isDigit(text.charAt(at)) : Character.isLowerCase(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
