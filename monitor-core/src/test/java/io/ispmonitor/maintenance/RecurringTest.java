package io.ispmonitor.maintenance;

import static io.ispmonitor.maintenance.TimingTest.assertRefused;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;
  private static final LocalTime TWO = LocalTime.of(2, 0);
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest(name = "{0}, {1} {2} for {3}: {6}")
  @DisplayName("one day's window lies where the local clock says")
  @CsvSource(
      textBlock =
          """
          # zone,               date,       start, length, first moment,         end,                  what is special
          Europe/Berlin,        2026-06-01, 02:00, PT3H,   2026-06-01T00:00:00Z, 2026-06-01T03:00:00Z, nothing
          Europe/Berlin,        2026-03-29, 02:00, PT3H,   2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z, it begins where the gap begins
          Europe/Berlin,        2026-03-29, 02:30, PT1H,   2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z, it begins in the gap
          Europe/Berlin,        2026-03-29, 03:00, PT1H,   2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z, it begins where the gap ends
          Europe/Berlin,        2026-03-29, 01:30, PT1H,   2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z, it ends in the gap
          Europe/Berlin,        2026-03-29, 01:00, PT1H,   2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z, it ends where the gap begins
          Europe/Berlin,        2026-03-29, 01:30, PT3H,   2026-03-29T00:30:00Z, 2026-03-29T02:30:00Z, the gap is within
          Europe/Berlin,        2026-03-29, 00:00, PT24H,  2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, a day of 23 hours
          Europe/Berlin,        2026-03-28, 22:00, PT8H,   2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z, over midnight into the gap
          Europe/Berlin,        2026-03-28, 12:00, PT72H,  2026-03-28T11:00:00Z, 2026-03-31T10:00:00Z, longer than a day
          Europe/Berlin,        2026-10-25, 02:00, PT1H,   2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z, the whole hour comes twice
          Europe/Berlin,        2026-10-25, 02:30, PT15M,  2026-10-25T00:30:00Z, 2026-10-25T01:45:00Z, start and end come twice
          Europe/Berlin,        2026-10-25, 01:30, PT1H,   2026-10-24T23:30:00Z, 2026-10-25T01:30:00Z, the end comes twice
          Europe/Berlin,        2026-10-25, 02:30, PT1H,   2026-10-25T00:30:00Z, 2026-10-25T02:30:00Z, the start comes twice
          Europe/Berlin,        2026-10-25, 01:00, PT1H,   2026-10-24T23:00:00Z, 2026-10-25T01:00:00Z, it ends as the hour that comes twice begins
          Europe/Berlin,        2026-10-25, 03:00, PT1H,   2026-10-25T02:00:00Z, 2026-10-25T03:00:00Z, it begins when that hour has passed twice
          Europe/Berlin,        2026-10-25, 02:00, PT3H,   2026-10-25T00:00:00Z, 2026-10-25T04:00:00Z, from two to five are four hours
          Europe/Berlin,        2026-10-25, 00:00, PT24H,  2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, a day of 25 hours
          America/Sao_Paulo,    2018-11-04, 00:00, PT2H,   2018-11-04T03:00:00Z, 2018-11-04T04:00:00Z, midnight is skipped
          America/Sao_Paulo,    2018-11-03, 23:30, PT1H,   2018-11-04T02:30:00Z, 2018-11-04T03:00:00Z, it ends in a gap after midnight
          America/Sao_Paulo,    2018-02-17, 23:30, PT15M,  2018-02-18T01:30:00Z, 2018-02-18T02:45:00Z, the hour before midnight comes twice
          America/Sao_Paulo,    2018-02-17, 23:30, PT2H,   2018-02-18T01:30:00Z, 2018-02-18T04:30:00Z, over midnight from an hour that comes twice
          America/Sao_Paulo,    2018-02-18, 00:00, PT1H,   2018-02-18T03:00:00Z, 2018-02-18T04:00:00Z, midnight comes once
          America/Sao_Paulo,    2019-11-03, 00:00, PT2H,   2019-11-03T03:00:00Z, 2019-11-03T05:00:00Z, summer time is abolished
          Australia/Lord_Howe,  2026-10-04, 02:00, PT1H,   2026-10-03T15:30:00Z, 2026-10-03T16:00:00Z, a gap of half an hour
          Australia/Lord_Howe,  2026-10-04, 02:10, PT40M,  2026-10-03T15:30:00Z, 2026-10-03T15:50:00Z, it begins in that gap
          Australia/Lord_Howe,  2026-04-05, 01:30, PT30M,  2026-04-04T14:30:00Z, 2026-04-04T15:30:00Z, half an hour that comes twice
          Australia/Lord_Howe,  2026-04-05, 01:40, PT10M,  2026-04-04T14:40:00Z, 2026-04-04T15:20:00Z, ten minutes of it
          Asia/Kathmandu,       2026-03-29, 02:00, PT3H,   2026-03-28T20:15:00Z, 2026-03-28T23:15:00Z, no summer time and 45 minutes
          UTC,                  2028-02-29, 23:00, PT2H,   2028-02-29T23:00:00Z, 2028-03-01T01:00:00Z, a leap day
          UTC,                  2027-02-28, 23:00, PT2H,   2027-02-28T23:00:00Z, 2027-03-01T01:00:00Z, no leap day
          +05:30,               2026-03-29, 02:00, PT3H,   2026-03-28T20:30:00Z, 2026-03-28T23:30:00Z, an offset for a zone
          Europe/Istanbul,      2016-10-30, 02:00, PT3H,   2016-10-29T23:00:00Z, 2016-10-30T02:00:00Z, clocks are not put back any more
          Europe/Moscow,        2014-10-26, 01:00, PT1H,   2014-10-25T21:00:00Z, 2014-10-25T23:00:00Z, put back for good
          Asia/Pyongyang,       2018-05-04, 23:30, PT1H,   2018-05-04T15:00:00Z, 2018-05-04T15:30:00Z, put forward for good before midnight
          Pacific/Apia,         2011-12-29, 22:00, PT4H,   2011-12-30T08:00:00Z, 2011-12-30T10:00:00Z, it ends in a day that is left out
          Pacific/Apia,         2011-12-30, 22:00, PT4H,   2011-12-30T10:00:00Z, 2011-12-30T12:00:00Z, it begins in a day that is left out
          """)
  void oneDay(
      String zone,
      LocalDate date,
      LocalTime start,
      Duration length,
      Instant from,
      Instant to,
      String special) {
    Timing timing =
        Timing.recurring(Days.daily(), start, length, ZoneId.of(zone)).from(date).until(date);
    Optional<Occurrence> whole = Optional.of(new Occurrence(from, to));

    assertEquals(Optional.empty(), timing.at(from.minusNanos(1), null), special);
    assertEquals(whole, timing.at(from, null), special);
    assertEquals(whole, timing.at(to.minusNanos(1), null), special);
    assertEquals(Optional.empty(), timing.at(to, null), special);
    assertEquals(Optional.of(from), timing.nextChange(from.minusNanos(1), null), special);
    assertEquals(Optional.of(to), timing.nextChange(from, null), special);
    assertEquals(Optional.empty(), timing.nextChange(to, null), special);
    assertTrue(timing.isOver(to, null), special);
  }

  @ParameterizedTest(name = "{0}, {1} {2} for {3}")
  @DisplayName("a window that the clock skips as a whole does not take place")
  @CsvSource(
      textBlock =
          """
          Europe/Berlin,       2026-03-29, 02:00, PT1H
          Europe/Berlin,       2026-03-29, 02:15, PT30M
          America/Sao_Paulo,   2018-11-04, 00:00, PT1H
          Australia/Lord_Howe, 2026-10-04, 02:10, PT10M
          Asia/Pyongyang,      2018-05-04, 23:40, PT20M
          Pacific/Apia,        2011-12-30, 02:00, PT3H
          Pacific/Apia,        2011-12-30, 00:00, PT24H
          """)
  void skipped(String zone, LocalDate date, LocalTime start, Duration length) {
    Timing.Recurring daily = Timing.recurring(Days.daily(), start, length, ZoneId.of(zone));
    Timing onlyThen = daily.from(date).until(date);

    assertTrue(onlyThen.isOver(Instant.EPOCH, null));
    assertEquals(Optional.empty(), onlyThen.nextChange(Instant.EPOCH, null));
    // The days before and after take place.
    List<Occurrence> around = all(daily.from(date.minusDays(1)).until(date.plusDays(1)));
    assertEquals(2, around.size(), () -> around.toString());
  }

  @Test
  @DisplayName("days that abut are one occurrence after the other without a break")
  void abutting() {
    Timing daily =
        Timing.recurring(Days.daily(), MIDNIGHT, DAY, BERLIN)
            .from(LocalDate.of(2026, 3, 28))
            .until(LocalDate.of(2026, 3, 30));

    assertOccurrences(
        daily,
        "2026-03-27T23:00:00Z/2026-03-28T23:00:00Z",
        "2026-03-28T23:00:00Z/2026-03-29T22:00:00Z",
        "2026-03-29T22:00:00Z/2026-03-30T22:00:00Z");
  }

  @Test
  @DisplayName("where the next one begins before the last has ended, it takes its place")
  void overlapping() {
    Timing daily =
        Timing.recurring(Days.daily(), TWO, Duration.ofHours(30), UTC)
            .from(LocalDate.of(2026, 3, 1))
            .until(LocalDate.of(2026, 3, 3));

    assertOccurrences(
        daily,
        "2026-03-01T02:00:00Z/2026-03-02T02:00:00Z",
        "2026-03-02T02:00:00Z/2026-03-03T02:00:00Z",
        "2026-03-03T02:00:00Z/2026-03-04T08:00:00Z");
  }

  @Test
  @DisplayName("days that abut only because an hour comes twice do not overlap")
  void abuttingInTheNightOfTwoHours() {
    Timing daily =
        Timing.recurring(Days.daily(), LocalTime.of(2, 30), DAY, BERLIN)
            .from(LocalDate.of(2026, 10, 24))
            .until(LocalDate.of(2026, 10, 25));

    assertOccurrences(
        daily,
        "2026-10-24T00:30:00Z/2026-10-25T00:30:00Z",
        "2026-10-25T00:30:00Z/2026-10-26T01:30:00Z");
  }

  @Test
  @DisplayName("a day that is left out gives way to the one that begins at the same moment")
  void coinciding() {
    Timing daily =
        Timing.recurring(Days.daily(), MIDNIGHT, Duration.ofHours(26), ZoneId.of("Pacific/Apia"))
            .from(LocalDate.of(2011, 12, 29))
            .until(LocalDate.of(2011, 12, 31));

    assertOccurrences(
        daily,
        "2011-12-29T10:00:00Z/2011-12-30T10:00:00Z",
        "2011-12-30T10:00:00Z/2011-12-31T12:00:00Z");
  }

  @Test
  @DisplayName("clocks put back over midnight do not hide a window that has begun")
  void midnightComesTwice() {
    // Put back from 00:01 to 23:01 of the day before.
    ZoneId zone = ZoneId.of("America/St_Johns");
    Timing daily =
        Timing.recurring(Days.daily(), MIDNIGHT, Duration.ofMinutes(90), zone)
            .from(LocalDate.of(2006, 10, 29))
            .until(LocalDate.of(2006, 10, 29));

    assertOccurrences(daily, "2006-10-29T02:30:00Z/2006-10-29T05:00:00Z");
    assertEquals(
        LocalDate.of(2006, 10, 28),
        LocalDate.ofInstant(Instant.parse("2006-10-29T03:00:00Z"), zone));
    assertTrue(daily.at(Instant.parse("2006-10-29T03:00:00Z"), null).isPresent());
  }

  @Test
  @DisplayName("weekdays, nth weekdays and days of the month take place on their days alone")
  void days() {
    assertOccurrences(
        Timing.recurring(Days.weekly(SATURDAY, SUNDAY), TWO, Duration.ofHours(1), UTC)
            .from(LocalDate.of(2026, 3, 1))
            .until(LocalDate.of(2026, 3, 8)),
        "2026-03-01T02:00:00Z/2026-03-01T03:00:00Z",
        "2026-03-07T02:00:00Z/2026-03-07T03:00:00Z",
        "2026-03-08T02:00:00Z/2026-03-08T03:00:00Z");
    assertOccurrences(
        Timing.recurring(Days.nth(5, SUNDAY), TWO, Duration.ofHours(1), UTC)
            .from(LocalDate.of(2026, 1, 1))
            .until(LocalDate.of(2026, 8, 30)),
        "2026-03-29T02:00:00Z/2026-03-29T03:00:00Z",
        "2026-05-31T02:00:00Z/2026-05-31T03:00:00Z",
        "2026-08-30T02:00:00Z/2026-08-30T03:00:00Z");
    assertOccurrences(
        Timing.recurring(Days.dayOfMonth(29), TWO, Duration.ofHours(1), UTC)
            .from(LocalDate.of(2027, 2, 1))
            .until(LocalDate.of(2027, 3, 31)),
        "2027-03-29T02:00:00Z/2027-03-29T03:00:00Z");
  }

  @Test
  @DisplayName("the last date is the last on which it begins, not on which it ends")
  void lastDate() {
    Timing timing =
        Timing.recurring(Days.daily(), LocalTime.of(23, 0), Duration.ofHours(4), UTC)
            .from(LocalDate.of(2026, 3, 1))
            .until(LocalDate.of(2026, 3, 1));
    Instant next = Instant.parse("2026-03-02T02:00:00Z");

    assertTrue(timing.at(next, null).isPresent());
    assertFalse(timing.isOver(next, null));
    assertTrue(timing.isOver(Instant.parse("2026-03-02T03:00:00Z"), null));
  }

  @Test
  @DisplayName("without a last date it is never over, in the year 9998 as little as today")
  void forever() {
    Timing timing = Timing.recurring(Days.nth(1, SUNDAY), TWO, Duration.ofHours(3), BERLIN);
    Instant late = Instant.parse("9998-06-15T00:00:00Z");

    assertFalse(timing.isOver(late, null));
    assertEquals(Optional.of(Instant.parse("9998-07-05T00:00:00Z")), timing.nextChange(late, null));
  }

  @Test
  @DisplayName("a first date far away is found at once, and the time before 1970 has no windows")
  void farAway() {
    Timing timing =
        Timing.recurring(Days.dayOfMonth(15), TWO, Duration.ofHours(3), UTC)
            .from(LocalDate.of(9000, 1, 1))
            .until(LocalDate.of(9000, 1, 31));
    Optional<Instant> start = Optional.of(Instant.parse("9000-01-15T02:00:00Z"));

    for (Instant early :
        List.of(Instant.MIN, Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z"))) {
      assertEquals(start, timing.nextChange(early, null));
      assertEquals(Optional.empty(), timing.at(early, null));
    }
    assertEquals(Optional.empty(), timing.at(Instant.MAX, null));
    assertTrue(timing.isOver(Instant.MAX, null));
  }

  @Test
  @DisplayName("the edges of the calendar are windows like all others")
  void edges() {
    ZoneId eastmost = ZoneId.of("+14:00");
    Timing.Recurring timing = Timing.recurring(Days.daily(), TWO, Duration.ofHours(3), eastmost);
    Instant first = timing.nextChange(Instant.MIN, null).orElseThrow();

    assertTrue(first.isBefore(Instant.EPOCH), "two o'clock of 1 January comes early there");
    assertTrue(timing.at(first, null).isPresent());
    Timing last =
        Timing.recurring(Days.daily(), TWO, Duration.ofDays(366), ZoneId.of("-11:00"))
            .from(LocalDate.of(9999, 12, 31));
    Instant yearTenThousand = Instant.parse("+10000-06-01T00:00:00Z");
    assertTrue(last.at(yearTenThousand, null).isPresent());
    assertEquals(
        Optional.of(Instant.parse("+10000-12-31T13:00:00Z")),
        last.nextChange(yearTenThousand, null));
  }

  @Test
  @DisplayName("what never takes place or has no order is refused with a sentence")
  void refused() {
    Timing.Recurring firstSunday = Timing.recurring(Days.nth(1, SUNDAY), TWO, DAY, UTC);
    assertRefused(
        "recurring timing never takes place: NthWeekday[nth=1, weekday=SUNDAY] has no day from "
            + "2026-03-10 to 2026-03-20; choose other days or another range",
        () ->
            new Timing.Recurring(
                Days.nth(1, SUNDAY),
                TWO,
                DAY,
                UTC,
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 20)));
    assertRefused(
        "recurring timing must go from a date to one that is not earlier, both in the years 1970 to "
            + "9999, was from 2026-03-10 to 2026-03-09",
        () -> firstSunday.from(LocalDate.of(2026, 3, 10)).until(LocalDate.of(2026, 3, 9)));
    assertRefused(
        "recurring timing must go from a date to one that is not earlier, both in the years 1970 to "
            + "9999, was from 1969-12-31 to 9999-12-31",
        () -> firstSunday.from(LocalDate.of(1969, 12, 31)));
    assertRefused(
        "recurring timing must go from a date to one that is not earlier, both in the years 1970 to "
            + "9999, was from 1970-01-01 to +10000-01-01",
        () -> firstSunday.until(LocalDate.of(10_000, 1, 1)));
    assertRefused(
        "recurring timing must last more than 0 and at most 366 days, was PT0S",
        () -> Timing.recurring(Days.daily(), TWO, Duration.ZERO, UTC));
  }

  private static void assertOccurrences(Timing timing, String... expected) {
    assertEquals(
        List.of(expected), all(timing).stream().map(o -> o.start() + "/" + o.end()).toList());
  }

  /** All occurrences of a timing that is over some day. */
  private static List<Occurrence> all(Timing timing) {
    List<Occurrence> all = new ArrayList<>();
    Optional<Instant> change = timing.nextChange(Instant.MIN, null);
    while (change.isPresent()) {
      timing.at(change.get(), null).ifPresent(all::add);
      change = timing.nextChange(change.get(), null);
    }
    return all;
  }
}
