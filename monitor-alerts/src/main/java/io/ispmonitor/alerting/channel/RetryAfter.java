package io.ispmonitor.alerting.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long the other side wants to be left alone: at most a day, whatever it says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_DIGITS = 12;

  private RetryAfter() {}

  /** The value of the header: seconds, or a date; empty when it is neither. */
  static Optional<Duration> header(String value, Instant now) {
    Optional<Duration> seconds = seconds(value);
    return seconds.isPresent() ? seconds : date(value, now);
  }

  /** Seconds, with or without a fraction; empty when it is something else. */
  static Optional<Duration> seconds(String value) {
    String number = value.strip();
    if (!number.matches("[0-9]{1,%d}([.][0-9]{1,9})?".formatted(MOST_DIGITS))) {
      return Optional.empty();
    }
    long millis = (long) Math.ceil(Double.parseDouble(number) * 1_000);
    return Optional.of(bounded(Duration.ofMillis(millis)));
  }

  private static Optional<Duration> date(String value, Instant now) {
    try {
      Instant until =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, until)));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // as if it had said nothing
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
