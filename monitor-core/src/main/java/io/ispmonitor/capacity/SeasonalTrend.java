package io.ispmonitor.capacity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trend over days with a season of a week: the median of the slopes between all pairs of days of
 * the same weekday, so that no weekday has to be taken out first (the seasonal slope of Hirsch,
 * Slack and Smith 1982, after Theil 1950 and Sen 1968). A quarter of the days of each weekday may
 * be anything without moving it far.
 *
 * <p>The interval is of the order of these slopes, by the variance of Kendall's S of each weekday,
 * added up, with a correction for continuity. Days that follow each other are alike, which makes S
 * vary more: by (1 + r) / (1 - r), where r is how alike two days are.
 *
 * @param perDay the slope
 * @param least of its interval of 95 percent
 * @param most of its interval of 95 percent
 * @param middle the mean of the days, counted from 1970, where slope and level vary apart
 * @param levels of each weekday at the middle, by the remainder of the day's number by seven
 * @param margin by how much a level may be off, with 95 percent
 * @param days how many there were
 */
record SeasonalTrend(
    double perDay,
    double least,
    double most,
    double middle,
    List<Double> levels,
    double margin,
    int days) {
  static final int WEEK = 7;

  /** With fewer days, or fewer of one weekday, weekdays have one level in common. */
  static final int FEWEST_FOR_SEASON = 28;

  private static final int FEWEST_OF_WEEKDAY = 3;
  private static final double Z = 1.96;

  /** The deviation of a median, in that of a mean. */
  private static final double OF_MEDIAN = 1.2533;

  private static final double MOST_ALIKE = 0.9;

  /** The trend through days in their order, at least two of them of the same weekday. */
  static SeasonalTrend through(List<DayFigure> figures) {
    long[] x = figures.stream().mapToLong(figure -> figure.day().toEpochDay()).toArray();
    double[] y = figures.stream().mapToDouble(DayFigure::value).toArray();
    double middle = Arrays.stream(x).average().orElseThrow();
    double[] slopes = slopes(x, y);
    double slope = Medians.of(slopes);
    double[] flat = new double[y.length];
    Arrays.setAll(flat, i -> y[i] - slope * (x[i] - middle));
    double[] levels = levels(x, flat);
    double[] rest = new double[y.length];
    Arrays.setAll(rest, i -> flat[i] - levels[weekday(x[i])]);
    double alike = alike(x, rest);
    double inflation = (1 + alike) / (1 - alike);
    int first = rank(slopes.length, Math.sqrt(variance(x) * inflation));
    double perLevel = hasSeason(x) ? y.length / (double) WEEK : y.length;
    double margin = Z * OF_MEDIAN * Medians.deviation(rest) * Math.sqrt(inflation / perLevel);
    return new SeasonalTrend(
        slope,
        first < 0 ? Double.NEGATIVE_INFINITY : slopes[first],
        first < 0 ? Double.POSITIVE_INFINITY : slopes[slopes.length - 1 - first],
        middle,
        Arrays.stream(levels).boxed().toList(),
        margin,
        y.length);
  }

  static int weekday(long day) {
    return (int) Math.floorMod(day, (long) WEEK);
  }

  private static double[] slopes(long[] x, double[] y) {
    return IntStream.range(0, x.length)
        .boxed()
        .flatMapToDouble(
            i ->
                IntStream.range(i + 1, x.length)
                    .filter(j -> weekday(x[j]) == weekday(x[i]))
                    .mapToDouble(j -> (y[j] - y[i]) / (x[j] - x[i])))
        .sorted()
        .toArray();
  }

  /** Of Kendall's S: n (n - 1) (2 n + 5) / 18 for each weekday. Ties would make it less. */
  static double variance(long[] x) {
    double sum = 0;
    for (long n : counts(x)) {
      sum += n * (n - 1) * (2 * n + 5) / 18.0;
    }
    return sum;
  }

  /** Which of the sorted slopes bounds the interval; negative when none does. */
  static int rank(int slopes, double deviation) {
    return (int) Math.floor((slopes - Z * deviation) / 2 - 0.5);
  }

  private static long[] counts(long[] x) {
    long[] counts = new long[WEEK];
    Arrays.stream(x).forEach(day -> counts[weekday(day)]++);
    return counts;
  }

  private static boolean hasSeason(long[] x) {
    return x.length >= FEWEST_FOR_SEASON
        && Arrays.stream(counts(x)).allMatch(count -> count >= FEWEST_OF_WEEKDAY);
  }

  private static double[] levels(long[] x, double[] flat) {
    double[] levels = new double[WEEK];
    if (!hasSeason(x)) {
      Arrays.fill(levels, Medians.of(flat));
      return levels;
    }
    Arrays.setAll(
        levels,
        weekday ->
            Medians.of(
                IntStream.range(0, x.length)
                    .filter(i -> weekday(x[i]) == weekday)
                    .mapToDouble(i -> flat[i])
                    .toArray()));
    return levels;
  }

  /**
   * The correlation of days that follow each other, from whether they lie on the same side of the
   * trend (Blomqvist 1950), which a wild day does not move; 0 when they do not.
   */
  private static double alike(long[] x, double[] rest) {
    double same = 0;
    int pairs = 0;
    for (int i = 1; i < x.length; i++) {
      if (x[i] == x[i - 1] + 1) {
        same += Math.signum(rest[i]) * Math.signum(rest[i - 1]);
        pairs++;
      }
    }
    double r = pairs == 0 ? 0 : Math.sin(Math.PI / 2 * same / pairs);
    return Math.max(0, Math.min(MOST_ALIKE, r));
  }
}
