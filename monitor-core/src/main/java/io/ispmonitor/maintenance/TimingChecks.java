package io.ispmonitor.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all timings keep to. The bounds leave room for arithmetic, and for what databases store. */
final class TimingChecks {
  static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);
  static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
  static final Instant EARLIEST = Instant.EPOCH;
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final Duration LONGEST = Duration.ofDays(366);

  private TimingChecks() {}

  static void span(String who, Instant start, Instant end) {
    if (start.isBefore(EARLIEST) || end.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "%s must lie in the years 1970 to 9999, was from %s to %s".formatted(who, start, end));
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "%s must end after it starts, was from %s to %s".formatted(who, start, end));
    }
  }

  static void length(String who, Duration length) {
    if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s must last more than 0 and at most 366 days, was %s".formatted(who, length));
    }
  }

  static void dates(Days days, LocalDate first, @Nullable LocalDate last) {
    LocalDate until = last == null ? LAST_DATE : last;
    if (first.isBefore(FIRST_DATE) || until.isAfter(LAST_DATE) || until.isBefore(first)) {
      throw new IllegalArgumentException(
          ("recurring timing must go from a date to one that is not earlier, both in the years 1970 "
                  + "to 9999, was from %s to %s")
              .formatted(first, until));
    }
    if (Recurrence.nextDay(days, first, until).isEmpty()) {
      throw new IllegalArgumentException(
          ("recurring timing never takes place: %s has no day from %s to %s; "
                  + "choose other days or another range")
              .formatted(days, first, until));
    }
  }

  /** The first of two times in their order that is later than another. */
  static Optional<Instant> firstAfter(Instant after, Instant first, Instant second) {
    if (after.isBefore(first)) {
      return Optional.of(first);
    }
    return after.isBefore(second) ? Optional.of(second) : Optional.empty();
  }
}
