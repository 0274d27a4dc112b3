package io.ispmonitor.capacity;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds where figures stepped to another level and stayed: the days of a week are far from those a
 * week before them, by the median of their differences. A steady trend makes all these medians
 * alike, so they are held against their own; single wild days move no median, and weekends are held
 * against weekends.
 */
final class LevelSteps {
  private static final int WEEK = SeasonalTrend.WEEK;
  private static final int FEWEST_OF_WEEK = 5;

  /** About six deviations of the difference between two medians of seven. */
  private static final double FAR = 4;

  /** Near the step most days of the week are beyond it, and the median is nearly the same. */
  private static final double NEARLY = 0.8;

  private final double[] values;
  private final double least;

  private LevelSteps(double[] values, double least) {
    this.values = values;
    this.least = least;
  }

  /**
   * The first day of the newest level.
   *
   * @param days whole ones, in their order
   * @param least smaller steps are none
   * @return empty when there was no step
   */
  static Optional<LocalDate> newest(List<DayFigure> days, double least) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    long first = days.get(0).day().toEpochDay();
    long last = days.get(days.size() - 1).day().toEpochDay();
    double[] values = new double[(int) (last - first) + 1];
    Arrays.fill(values, Double.NaN);
    days.forEach(day -> values[(int) (day.day().toEpochDay() - first)] = day.value());
    int newest = new LevelSteps(values, least).newest();
    return newest == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(first + newest));
  }

  private int newest() {
    int from = 0;
    for (int step = find(from); step > from; step = find(from)) {
      from = step;
    }
    return from;
  }

  /** The largest step among the days from one on; that day itself when there is none. */
  private int find(int from) {
    int[] days = IntStream.rangeClosed(from + WEEK, values.length - WEEK).toArray();
    double[] steps = Arrays.stream(days).mapToDouble(this::step).toArray();
    double usual = Medians.of(present(steps));
    double[] far = Arrays.stream(steps).map(step -> Math.abs(step - usual)).toArray();
    double farthest = Arrays.stream(present(far)).max().orElse(0);
    if (!(farthest > Math.max(least, FAR * noise(from)))) {
      return from;
    }
    int best = from;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < days.length; i++) {
      double cost = cost(days[i]);
      if (far[i] >= NEARLY * farthest && cost < lowest) {
        lowest = cost;
        best = days[i];
      }
    }
    return best;
  }

  /** From the week before a day to the one it begins; NaN when too few days are in both. */
  private double step(int day) {
    double[] weekly = weekly(day, day + WEEK);
    return weekly.length < FEWEST_OF_WEEK ? Double.NaN : Medians.of(weekly);
  }

  /** How unlike the days of the week differ from those before: least where the step is. */
  private double cost(int day) {
    double step = step(day);
    return Arrays.stream(weekly(day, day + WEEK)).map(one -> Math.abs(one - step)).sum();
  }

  /** By how much days differ from those a week before them. */
  private double[] weekly(int from, int to) {
    return present(
        IntStream.range(from, to).mapToDouble(i -> values[i] - values[i - WEEK]).toArray());
  }

  /** The deviation of a day, from days a week apart, so that the season is none. */
  private double noise(int from) {
    double[] weekly = weekly(Math.min(from + WEEK, values.length), values.length);
    return Medians.deviation(weekly) / Math.sqrt(2);
  }

  private static double[] present(double[] some) {
    return Arrays.stream(some).filter(value -> !Double.isNaN(value)).toArray();
  }
}
