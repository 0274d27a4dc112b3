package io.ispmonitor.maintenance;

import static io.ispmonitor.maintenance.TimingTest.assertRefused;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DaysTest {

  @Test
  @DisplayName("days of the week come every week")
  void weekly() {
    assertDays(Days.weekly(MONDAY, FRIDAY), 2026, 2, List.of(2, 6, 9, 13, 16, 20, 23, 27));
    assertEquals(28, daysOf(Days.daily(), 2026, 2).size());
  }

  @Test
  @DisplayName("the nth of a weekday is counted from the first of the month")
  void nth() {
    // March 2026 begins on a Sunday and has five of them.
    assertDays(Days.nth(1, SUNDAY), 2026, 3, List.of(1));
    assertDays(Days.nth(2, SUNDAY), 2026, 3, List.of(8));
    assertDays(Days.nth(5, SUNDAY), 2026, 3, List.of(29));
    assertDays(Days.nth(1, MONDAY), 2026, 3, List.of(2));
    assertDays(Days.nth(4, FRIDAY), 2026, 3, List.of(27));
    assertDays(Days.nth(1, MONDAY), 2026, 2, List.of(2));
  }

  @Test
  @DisplayName("a month without a fifth is left out, the last one comes in every month")
  void fifthAndLast() {
    assertDays(Days.nth(5, FRIDAY), 2026, 3, List.of());
    assertDays(Days.nth(Days.LAST, FRIDAY), 2026, 3, List.of(27));
    assertDays(Days.nth(Days.LAST, SUNDAY), 2026, 3, List.of(29));
    assertDays(Days.nth(Days.LAST, SUNDAY), 2026, 2, List.of(22));
    assertDays(Days.nth(5, SUNDAY), 2032, 2, List.of(29));
  }

  @Test
  @DisplayName("a month without that day is left out, a leap day comes in leap years")
  void dayOfMonth() {
    assertDays(Days.dayOfMonth(15), 2026, 2, List.of(15));
    assertDays(Days.dayOfMonth(31), 2026, 4, List.of());
    assertDays(Days.dayOfMonth(29), 2026, 2, List.of());
    assertDays(Days.dayOfMonth(29), 2028, 2, List.of(29));
    assertDays(Days.dayOfMonth(Days.LAST), 2026, 2, List.of(28));
    assertDays(Days.dayOfMonth(Days.LAST), 2028, 2, List.of(29));
    assertDays(Days.dayOfMonth(Days.LAST), 2026, 4, List.of(30));
  }

  @Test
  @DisplayName("days that do not exist are refused with a sentence")
  void refused() {
    assertRefused("days of the week: none is given; name at least one", Days::weekly);
    for (int nth : new int[] {0, 6, -2}) {
      assertRefused(
          "the nth SUNDAY of a month: n must be from 1 to 5, or -1 for the last, was " + nth,
          () -> Days.nth(nth, SUNDAY));
    }
    for (int day : new int[] {0, 32, -2}) {
      assertRefused(
          "day of the month must be from 1 to 31, or -1 for the last, was " + day,
          () -> Days.dayOfMonth(day));
    }
  }

  @Test
  @DisplayName("days of the week are a value, whatever set they came in")
  void values() {
    Set<java.time.DayOfWeek> given = EnumSet.of(FRIDAY, MONDAY);
    Days before = new Days.Weekly(given);
    given.add(SUNDAY);
    assertEquals(Days.weekly(FRIDAY, MONDAY, MONDAY), before);
    assertEquals("Weekly[weekdays=[MONDAY, FRIDAY]]", before.toString());
  }

  private static void assertDays(Days days, int year, int month, List<Integer> expected) {
    assertEquals(expected, daysOf(days, year, month));
  }

  private static List<Integer> daysOf(Days days, int year, int month) {
    LocalDate first = LocalDate.of(year, month, 1);
    return first
        .datesUntil(first.plusMonths(1))
        .filter(days::include)
        .map(LocalDate::getDayOfMonth)
        .collect(Collectors.toList());
  }
}
