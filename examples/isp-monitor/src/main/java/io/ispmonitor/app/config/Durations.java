package io.ispmonitor.app.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 30s}, {@code 5m}, {@code 12h}, {@code 30d}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|min|h|d)?");

  private Durations() {}

  /**
   * Reads one; a bare number is seconds.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Duration of(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("must be a time such as 30s, 5m, 12h or 30d");
    }
    long number = Long.parseLong(match.group(1));
    String unit = match.group(2) == null ? "s" : match.group(2);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m", "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofSeconds(number);
    };
  }

  static Duration within(String text, Duration least, Duration most) {
    Duration value = of(text);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "must be from %s to %s".formatted(words(least), words(most)));
    }
    return value;
  }

  /** As it is written, in the largest unit that fits. */
  static String words(Duration time) {
    long millis = time.toMillis();
    if (millis % 86_400_000 == 0 && millis > 0) {
      return time.toDays() + "d";
    } else if (millis % 3_600_000 == 0 && millis > 0) {
      return time.toHours() + "h";
    } else if (millis % 60_000 == 0 && millis > 0) {
      return time.toMinutes() + "m";
    }
    return millis % 1_000 == 0 ? time.toSeconds() + "s" : millis + "ms";
  }
}
