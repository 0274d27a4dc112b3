package io.ispmonitor.capacity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a link can carry at present.
 *
 * @param bitsPerSecond the figure; empty when it is not known
 * @param since when it changed last; empty when it did not
 */
record LinkSpeed(OptionalDouble bitsPerSecond, Optional<LocalDate> since) {
  /** Radios change their rate with the weather; this much is another link. */
  private static final double ANOTHER = 0.2;

  private static final int NEWEST = 7;

  /** Two days in a row of another speed are a change; one is none. */
  static LinkSpeed of(List<DayFigure> days) {
    List<DayFigure> known = days.stream().filter(day -> day.value() > 0).toList();
    int first = known.size();
    List<DayFigure> others = new ArrayList<>();
    double now = newest(known);
    for (int i = known.size() - 1; i >= 0 && others.size() < 2; i--) {
      if (Math.abs(known.get(i).value() - now) > ANOTHER * now) {
        others.add(known.get(i));
      } else {
        others.clear();
        first = i;
      }
    }
    boolean hasChanged = others.size() == 2 && first < known.size();
    return new LinkSpeed(
        known.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(now),
        hasChanged ? Optional.of(known.get(first).day()) : Optional.empty());
  }

  /** The median of those of the last days that are like the last two or three of them. */
  private static double newest(List<DayFigure> known) {
    double last = median(known, 3);
    List<DayFigure> alike =
        known.stream().filter(day -> Math.abs(day.value() - last) <= ANOTHER * last).toList();
    return alike.isEmpty() ? last : median(alike, NEWEST);
  }

  private static double median(List<DayFigure> days, int newest) {
    return Medians.of(
        days.subList(Math.max(0, days.size() - newest), days.size()).stream()
            .mapToDouble(DayFigure::value)
            .toArray());
  }
}
