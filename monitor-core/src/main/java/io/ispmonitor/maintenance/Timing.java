package io.ispmonitor.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a maintenance window is in force. All methods are pure functions of their arguments and of
 * the rules of time zones; none of them takes longer because years lie in between.
 *
 * <p>Only a flexible timing looks at {@code triggeredAt}: when the first problem of its devices was
 * noticed, null as long as there was none.
 *
 * <p>All times are in the years 1970 to 9999, and nothing lasts longer than 366 days.
 */
public sealed interface Timing {

  /** The occurrence that this moment belongs to; empty where the window is not in force. */
  Optional<Occurrence> at(Instant time, @Nullable Instant triggeredAt);

  /**
   * When the answer of {@link #at} may be another one next, or when a problem may begin or cease to
   * start the window.
   *
   * @return a moment later than {@code after}; empty where nothing changes any more by time alone
   */
  Optional<Instant> nextChange(Instant after, @Nullable Instant triggeredAt);

  /** Whether the window is in force neither now nor ever later. */
  default boolean isOver(Instant time, @Nullable Instant triggeredAt) {
    return at(time, triggeredAt).isEmpty() && nextChange(time, triggeredAt).isEmpty();
  }

  /**
   * From one moment to another, whatever happens.
   *
   * @param start the first moment in force
   * @param end the first moment not in force any more
   */
  record Fixed(Instant start, Instant end) implements Timing {

    /** Checks the times. */
    public Fixed {
      TimingChecks.span("fixed timing", start, end);
    }

    @Override
    public Optional<Occurrence> at(Instant time, @Nullable Instant triggeredAt) {
      return Optional.of(new Occurrence(start, end)).filter(whole -> whole.contains(time));
    }

    @Override
    public Optional<Instant> nextChange(Instant after, @Nullable Instant triggeredAt) {
      return TimingChecks.firstAfter(after, start, end);
    }
  }

  /**
   * Waits for the first problem of a selected device and lasts from there: for work whose hour is
   * not known. A problem that is there already when the waiting begins counts as of that moment;
   * one that comes when the waiting is over starts nothing. It begins once at most.
   *
   * @param start the first moment at which a problem begins it
   * @param end the first moment at which none does any more; it may itself last beyond that
   * @param lasting how long it is in force, up to 366 days
   */
  record Flexible(Instant start, Instant end, Duration lasting) implements Timing {

    /** Checks the times. */
    public Flexible {
      TimingChecks.span("flexible timing", start, end);
      TimingChecks.length("flexible timing", lasting);
    }

    /** Whether a problem at this moment begins it, unless one did before. */
    public boolean isArmed(Instant time) {
      return !time.isBefore(start) && time.isBefore(end);
    }

    @Override
    public Optional<Occurrence> at(Instant time, @Nullable Instant triggeredAt) {
      return occurrence(triggeredAt).filter(whole -> whole.contains(time));
    }

    @Override
    public Optional<Instant> nextChange(Instant after, @Nullable Instant triggeredAt) {
      return occurrence(triggeredAt)
          .map(whole -> TimingChecks.firstAfter(after, whole.start(), whole.end()))
          .orElseGet(() -> TimingChecks.firstAfter(after, start, end));
    }

    private Optional<Occurrence> occurrence(@Nullable Instant triggeredAt) {
      return Optional.ofNullable(triggeredAt)
          .filter(this::isArmed)
          .map(trigger -> new Occurrence(trigger, trigger.plus(lasting)));
    }
  }

  /**
   * Again and again by the local clock of a place, so that a window from two to five is one from
   * two to five also in the night in which the clocks change, and lasts an hour less or more then.
   *
   * <p>A start that the clock skips is put off until the clock goes on, and a start that it shows
   * twice means the first; an end that it shows twice means the second. So no part of what was
   * announced is left out. A window that the clock skips as a whole does not take place.
   *
   * <p>Where the next one begins before the last has ended, or just then, the last one ends there:
   * the window stays in force without a break, as one occurrence after the other.
   *
   * @param days on which days it begins
   * @param start at what local time
   * @param length how much further the local clock is at the end, up to 366 days
   * @param zone whose local time
   * @param first the first date on which it may begin
   * @param last the last date on which it may begin, though it may end later; null for no last one
   */
  record Recurring(
      Days days,
      LocalTime start,
      Duration length,
      ZoneId zone,
      LocalDate first,
      @Nullable LocalDate last)
      implements Timing {

    /** Checks the dates and the length, and that there is a day at all. */
    public Recurring {
      Objects.requireNonNull(start, "start");
      Objects.requireNonNull(zone, "zone");
      TimingChecks.length("recurring timing", length);
      TimingChecks.dates(days, first, last);
    }

    /** The same, but not before this date. */
    public Recurring from(LocalDate date) {
      return new Recurring(days, start, length, zone, date, last);
    }

    /** The same, but beginning on this date for the last time. */
    public Recurring until(LocalDate date) {
      return new Recurring(days, start, length, zone, first, date);
    }

    @Override
    public Optional<Occurrence> at(Instant time, @Nullable Instant triggeredAt) {
      return new Recurrence(this).at(time);
    }

    @Override
    public Optional<Instant> nextChange(Instant after, @Nullable Instant triggeredAt) {
      Recurrence recurrence = new Recurrence(this);
      return recurrence.at(after).map(Occurrence::end).or(() -> recurrence.nextStart(after));
    }
  }

  /** From one moment to another, the end not included. */
  static Timing fixed(Instant start, Instant end) {
    return new Fixed(start, end);
  }

  /** This long from the first problem between these moments, the end not included. */
  static Timing flexible(Instant start, Instant end, Duration lasting) {
    return new Flexible(start, end, lasting);
  }

  /**
   * Again and again, by the clock on the wall of a place. Narrow it with {@link
   * Recurring#from(LocalDate)} and {@link Recurring#until(LocalDate)}.
   *
   * @param days on which days it begins
   * @param start at what local time
   * @param length how much further the local clock is when it ends
   * @param zone whose local time
   */
  static Recurring recurring(Days days, LocalTime start, Duration length, ZoneId zone) {
    return new Recurring(days, start, length, zone, TimingChecks.FIRST_DATE, null);
  }
}
