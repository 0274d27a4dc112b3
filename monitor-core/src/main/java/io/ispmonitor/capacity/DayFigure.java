package io.ispmonitor.capacity;

import java.time.LocalDate;

/**
 * What a series came to on a day.
 *
 * @param day in the time zone of the report
 * @param hours of how many hours there are values
 * @param value what the day is taken for, as its {@link Subject} says; always a finite number
 */
public record DayFigure(LocalDate day, int hours, double value) {
  /** A day with fewer hours is left out: its peak may have been in the rest. */
  public static final int FEWEST_HOURS = 18;

  /** Whether enough of the day is there; days of 23 hours are. */
  public boolean isWhole() {
    return hours >= FEWEST_HOURS;
  }
}
