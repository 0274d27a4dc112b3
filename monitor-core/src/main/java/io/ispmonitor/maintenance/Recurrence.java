package io.ispmonitor.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Finds the occurrences of a recurring timing, from the day in question to the nearest days that
 * count. Those are at most some hundred days away (a fifth Friday), whatever the range of dates.
 *
 * <p>Later days never begin or end earlier, since {@link WallClock} keeps the order. So the last
 * occurrence that has begun is the only one that can be in force.
 */
final class Recurrence {
  private final Timing.Recurring timing;
  private final WallClock clock;
  private final LocalDate last;

  Recurrence(Timing.Recurring timing) {
    this.timing = timing;
    this.clock = new WallClock(timing.zone());
    this.last = timing.last() == null ? TimingChecks.LAST_DATE : timing.last();
  }

  Optional<Occurrence> at(Instant time) {
    // Clocks that are put back over midnight show yesterday again when today has begun.
    Optional<LocalDate> day = previousDay(localDate(time).plusDays(1));
    while (day.isPresent() && startOn(day.get()).isAfter(time)) {
      day = previousDay(day.get().minusDays(1));
    }
    return day.flatMap(this::on).filter(occurrence -> occurrence.contains(time));
  }

  Optional<Instant> nextStart(Instant after) {
    Optional<LocalDate> day = nextDay(localDate(after));
    while (day.isPresent()) {
      Optional<Instant> start =
          on(day.get()).map(Occurrence::start).filter(begins -> begins.isAfter(after));
      if (start.isPresent()) {
        return start;
      }
      day = nextDay(day.get().plusDays(1));
    }
    return Optional.empty();
  }

  /** The first of these days in a range, both ends included. */
  static Optional<LocalDate> nextDay(Days days, LocalDate from, LocalDate last) {
    for (LocalDate day = from; !day.isAfter(last); day = day.plusDays(1)) {
      if (days.include(day)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /** What begins on a day; empty when the clock skips it, or skips a day so that two coincide. */
  private Optional<Occurrence> on(LocalDate day) {
    LocalDateTime localStart = day.atTime(timing.start());
    Instant start = clock.firstComingOf(localStart);
    Instant ownEnd = clock.lastComingOf(localStart.plus(timing.length()));
    Instant end =
        nextDay(day.plusDays(1)).map(this::startOn).filter(ownEnd::isAfter).orElse(ownEnd);
    return start.isBefore(end) ? Optional.of(new Occurrence(start, end)) : Optional.empty();
  }

  private Instant startOn(LocalDate day) {
    return clock.firstComingOf(day.atTime(timing.start()));
  }

  private Optional<LocalDate> nextDay(LocalDate from) {
    LocalDate start = from.isBefore(timing.first()) ? timing.first() : from;
    return nextDay(timing.days(), start, last);
  }

  private Optional<LocalDate> previousDay(LocalDate upTo) {
    LocalDate start = upTo.isAfter(last) ? last : upTo;
    for (LocalDate day = start; !day.isBefore(timing.first()); day = day.minusDays(1)) {
      if (timing.days().include(day)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /** Within the years that count, so that no time is too far away to have a date. */
  private LocalDate localDate(Instant time) {
    Instant known = time.isBefore(TimingChecks.EARLIEST) ? TimingChecks.EARLIEST : time;
    known = known.isAfter(TimingChecks.LATEST) ? TimingChecks.LATEST : known;
    return LocalDate.ofInstant(known, timing.zone());
  }
}
