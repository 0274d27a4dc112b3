package io.ispmonitor.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Random timings, compared with all of their days one after the other. */
class RecurringAgainstModelTest {
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/Sao_Paulo",
          "America/St_Johns",
          "Australia/Lord_Howe",
          "Antarctica/Troll",
          "Pacific/Apia",
          "Africa/Casablanca",
          "Asia/Tehran");

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final LocalDate first = LocalDate.of(2000 + random.nextInt(20), 1, 1);
  private final LocalDate last = first.plusDays(365 + random.nextInt(365));
  private final ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  private final LocalTime start = LocalTime.ofSecondOfDay(random.nextInt(96) * 900L);
  private final Duration length = Duration.ofMinutes(15L * (1 + random.nextInt(250)));
  private final Timing.Recurring timing =
      Timing.recurring(days(), start, length, zone).from(first).until(last);

  @RepeatedTest(50)
  @DisplayName("it is in force exactly when one of its days is, and changes when it says")
  void compare() {
    for (int i = 0; i < 40; i++) {
      Instant time = anyTime();
      assertEquals(isInForce(time), timing.at(time, null).isPresent(), () -> about(time));
      Optional<Instant> change = timing.nextChange(time, null);
      if (change.isPresent()) {
        assertTrue(change.get().isAfter(time), () -> about(time));
        assertEquals(
            timing.at(time, null), timing.at(change.get().minusNanos(1), null), () -> about(time));
        assertEquals(
            List.of(),
            Stream.of(timing.at(change.get(), null)).filter(timing.at(time, null)::equals).toList(),
            () -> about(time));
      } else {
        assertEquals(Optional.empty(), timing.at(time, null), () -> about(time));
        assertTrue(starts().noneMatch(time::isBefore), () -> about(time));
      }
    }
  }

  private boolean isInForce(Instant time) {
    return dates()
        .anyMatch(
            date -> {
              LocalDateTime local = date.atTime(start);
              return !time.isBefore(earliest(local)) && time.isBefore(latest(local.plus(length)));
            });
  }

  /** The starts of all days that are not skipped. */
  private Stream<Instant> starts() {
    return dates()
        .map(date -> date.atTime(start))
        .filter(local -> earliest(local).isBefore(latest(local.plus(length))))
        .map(this::earliest);
  }

  private Stream<LocalDate> dates() {
    return first.datesUntil(last.plusDays(1)).filter(timing.days()::include);
  }

  private Instant earliest(LocalDateTime local) {
    return comings(local).min(Comparator.naturalOrder()).orElseThrow();
  }

  private Instant latest(LocalDateTime local) {
    return comings(local).max(Comparator.naturalOrder()).orElseThrow();
  }

  private Stream<Instant> comings(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? Stream.of(zone.getRules().getTransition(local).getInstant())
        : offsets.stream().map(local::toInstant);
  }

  private Instant anyTime() {
    LocalDate date = first.plusDays(random.nextInt(760) - 10);
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(900L * random.nextInt(96));
  }

  private Days days() {
    DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
    return switch (random.nextInt(5)) {
      case 0 -> Days.daily();
      case 1 -> Days.weekly(weekday, weekday.plus(1 + random.nextInt(3)));
      case 2 -> Days.nth(random.nextBoolean() ? Days.LAST : 1 + random.nextInt(5), weekday);
      case 3 -> Days.dayOfMonth(Days.LAST);
      default -> Days.dayOfMonth(1 + random.nextInt(31));
    };
  }

  private String about(Instant time) {
    return "seed " + seed + ", " + timing + " at " + time;
  }
}
