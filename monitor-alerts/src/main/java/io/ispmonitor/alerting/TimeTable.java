package io.ispmonitor.alerting;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When somebody is on duty: times of the week by the clock on the wall of a zone. Immutable.
 *
 * @param zone whose clock
 * @param slots the times; they may overlap
 */
public record TimeTable(ZoneId zone, List<Slot> slots) {
  private static final int DAYS_AHEAD = 9;

  /**
   * A time of some days.
   *
   * @param days on which it begins
   * @param from when it begins
   * @param to when it ends; on the next day when it is not after {@code from}
   */
  public record Slot(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    /** Copies. */
    public Slot {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a time from %s to %s needs days".formatted(from, to));
      }
      days = Set.copyOf(EnumSet.copyOf(days));
    }

    private Instant start(LocalDate day, ZoneId zone) {
      return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant end(LocalDate day, ZoneId zone) {
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      return ZonedDateTime.of(last, to, zone).toInstant();
    }
  }

  /** Copies, and checks that there is a time at all. */
  public TimeTable {
    Objects.requireNonNull(zone, "zone");
    slots = List.copyOf(slots);
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("a time table needs at least one time");
    }
  }

  /** The same times on some days. */
  public static TimeTable of(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    return new TimeTable(zone, List.of(new Slot(days, from, to)));
  }

  /** Whether somebody is on duty at a moment. */
  public boolean isOpen(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    return slots.stream()
        .anyMatch(slot -> covers(slot, today, at) || covers(slot, today.minusDays(1), at));
  }

  private boolean covers(Slot slot, LocalDate day, Instant at) {
    return slot.days().contains(day.getDayOfWeek())
        && !at.isBefore(slot.start(day, zone))
        && at.isBefore(slot.end(day, zone));
  }

  /** When somebody is on duty again, from a moment at which nobody is. */
  public Instant nextOpen(Instant from) {
    Optional<Instant> next =
        slots.stream()
            .flatMap(
                slot ->
                    LocalDate.ofInstant(from, zone)
                        .datesUntil(LocalDate.ofInstant(from, zone).plusDays(DAYS_AHEAD))
                        .filter(day -> slot.days().contains(day.getDayOfWeek()))
                        .map(day -> slot.start(day, zone)))
            .filter(start -> !start.isBefore(from))
            .min(Instant::compareTo);
    return next.orElse(from.plus(Duration.ofDays(1)));
  }
}
