package io.ispmonitor.capacity;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Finds where figures stepped to another level and stayed: the days of a week are far from those a
 * week before them, by the median of their differences. A steady trend makes all differences alike,
 * so those of a week are held against all others; single wild days move no median, and weekends are
 * held against weekends. It takes 19 days: a week before, a week after, and some others.
 */
final class LevelSteps {
  private static final int WEEK = SeasonalTrend.WEEK;
  private static final int FEWEST_OF_WEEK = 5;

  /** In deviations of a day. With less, days that follow each other alike are taken for levels. */
  private static final double FAR = 5.5;

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
    List<Step> steps =
        IntStream.rangeClosed(from + WEEK, values.length - WEEK)
            .mapToObj(day -> step(from, day))
            .filter(Step::isKnown)
            .toList();
    double farthest = steps.stream().mapToDouble(Step::size).max().orElse(0);
    return steps.stream()
        .filter(step -> step.size() >= NEARLY * farthest)
        .min(Comparator.comparingDouble(step -> step.cost(farthest)))
        .filter(step -> step.size() > Math.max(least, FAR * step.noise()))
        .map(Step::day)
        .orElse(from);
  }

  private Step step(int from, int day) {
    double[] others =
        DoubleStream.concat(weekly(from + WEEK, day), weekly(day + WEEK, values.length)).toArray();
    return new Step(day, weekly(day, day + WEEK).toArray(), others);
  }

  /** By how much days differ from those a week before them. */
  private DoubleStream weekly(int from, int to) {
    return IntStream.range(from, to)
        .mapToDouble(i -> values[i] - values[i - WEEK])
        .filter(value -> !Double.isNaN(value));
  }

  /**
   * What the differences would be, were a step at a day: those of the week from it on alike, and
   * all others alike.
   */
  private static final class Step {
    private final int day;
    private final double[] week;
    private final double[] others;
    private final double size;
    private final double[] rest;

    Step(int day, double[] week, double[] others) {
      this.day = day;
      this.week = week;
      this.others = others;
      double its = Medians.of(week);
      double usual = Medians.of(others);
      this.size = Math.abs(its - usual);
      this.rest =
          DoubleStream.concat(
                  Arrays.stream(week).map(one -> one - its),
                  Arrays.stream(others).map(one -> one - usual))
              .toArray();
    }

    int day() {
      return day;
    }

    boolean isKnown() {
      return week.length >= FEWEST_OF_WEEK && others.length >= FEWEST_OF_WEEK;
    }

    double size() {
      return size;
    }

    /** How far the differences are from that: least where the step is. A wild day counts once. */
    double cost(double most) {
      return Arrays.stream(rest).map(one -> Math.min(most, Math.abs(one))).sum();
    }

    /** The deviation of a day, more where few others say what is usual. */
    double noise() {
      double few = (double) WEEK / others.length;
      return Medians.deviation(rest) / Math.sqrt(2) * (1 + few * few);
    }
  }
}
