package io.ispmonitor.maintenance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The days of the calendar on which a recurring window begins. */
public sealed interface Days {

  /** Whether this date is one of them. */
  boolean include(LocalDate date);

  /**
   * Every week on these days.
   *
   * @param weekdays at least one
   */
  record Weekly(Set<DayOfWeek> weekdays) implements Days {

    /** Copies the days and puts them in order. */
    public Weekly {
      weekdays = Collections.unmodifiableSet(new TreeSet<>(weekdays));
      if (weekdays.isEmpty()) {
        throw new IllegalArgumentException("days of the week: none is given; name at least one");
      }
    }

    @Override
    public boolean include(LocalDate date) {
      return weekdays.contains(date.getDayOfWeek());
    }
  }

  /**
   * The first to fifth, or the last, of one weekday in each month. A month without a fifth is left
   * out.
   *
   * @param nth 1 to 5, or {@link #LAST}
   * @param weekday which day of the week
   */
  record NthWeekday(int nth, DayOfWeek weekday) implements Days {

    /** Checks the number. */
    public NthWeekday {
      if (nth != LAST && (nth < 1 || nth > 5)) {
        throw new IllegalArgumentException(
            "the nth %s of a month: n must be from 1 to 5, or -1 for the last, was %d"
                .formatted(weekday, nth));
      }
    }

    @Override
    public boolean include(LocalDate date) {
      return date.getDayOfWeek() == weekday
          && (nth == LAST
              ? date.getDayOfMonth() + 7 > date.lengthOfMonth()
              : (date.getDayOfMonth() - 1) / 7 + 1 == nth);
    }
  }

  /**
   * The same day of each month. A month without that day is left out.
   *
   * @param day 1 to 31, or {@link #LAST}
   */
  record DayOfMonth(int day) implements Days {

    /** Checks the number. */
    public DayOfMonth {
      if (day != LAST && (day < 1 || day > 31)) {
        throw new IllegalArgumentException(
            "day of the month must be from 1 to 31, or -1 for the last, was " + day);
      }
    }

    @Override
    public boolean include(LocalDate date) {
      return date.getDayOfMonth() == (day == LAST ? date.lengthOfMonth() : day);
    }
  }

  /** The last one of a month. */
  int LAST = -1;

  /** Every week on these days. */
  static Days weekly(DayOfWeek... weekdays) {
    return new Weekly(new TreeSet<>(Arrays.asList(weekdays)));
  }

  /** Every day. */
  static Days daily() {
    return weekly(DayOfWeek.values());
  }

  /**
   * One weekday in each month, such as the first Sunday.
   *
   * @param nth 1 to 5, or {@link #LAST}
   */
  static Days nth(int nth, DayOfWeek weekday) {
    return new NthWeekday(nth, weekday);
  }

  /**
   * The same day of each month, such as the 15th.
   *
   * @param day 1 to 31, or {@link #LAST}
   */
  static Days dayOfMonth(int day) {
    return new DayOfMonth(day);
  }
}
