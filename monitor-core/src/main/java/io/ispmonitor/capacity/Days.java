package io.ispmonitor.capacity;

import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import io.ispmonitor.metric.rollup.Rollups;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the days before a day. An hour counts for the day that it begins in. Any thread.
 *
 * @param rollups where they are
 * @param zone whose days
 * @param today the first day that does not count, since it has not ended
 */
record Days(Rollups rollups, ZoneId zone, LocalDate today) {
  /** What is further from zero is no measurement, and would not bear the arithmetic. */
  private static final double MOST = 1e18;

  /** The days that have values, of so many before today. */
  List<DayFigure> read(SeriesKey series, int days, DayOf day) {
    Map<LocalDate, List<Rollup>> hours = new TreeMap<>();
    for (Rollup hour : hours(series, days)) {
      LocalDate its = LocalDate.ofInstant(hour.begin(), zone);
      hours.computeIfAbsent(its, any -> new ArrayList<>()).add(hour);
    }
    List<DayFigure> figures = new ArrayList<>();
    hours.forEach((at, its) -> figures.add(new DayFigure(at, its.size(), day.of(its))));
    return figures;
  }

  /** The hours that have values, of so many days before today. */
  List<Rollup> hours(SeriesKey series, int days) {
    return buckets(series, today.minusDays(days), RollupWidth.HOUR);
  }

  private List<Rollup> buckets(SeriesKey series, LocalDate from, RollupWidth width) {
    return rollups
        .read(
            series,
            from.atStartOfDay(zone).toInstant(),
            today.atStartOfDay(zone).toInstant(),
            width)
        .stream()
        .filter(bucket -> isSound(bucket.min()) && isSound(bucket.max()))
        .toList();
  }

  /**
   * What 95 percent of the means of five minutes do not exceed (nearest rank), the figure by which
   * transit is billed; empty where there are none.
   */
  Percentile p95(SeriesKey series, int days) {
    List<Rollup> buckets = buckets(series, today.minusDays(days), RollupWidth.FIVE_MINUTES);
    double[] means = buckets.stream().mapToDouble(Rollup::mean).toArray();
    Arrays.sort(means);
    int rank = (int) ((95L * means.length + 99) / 100);
    return new Percentile(
        rank == 0 ? OptionalDouble.empty() : OptionalDouble.of(means[rank - 1]),
        wholeDays(buckets));
  }

  /**
   * A 95th percentile.
   *
   * @param value the figure; empty where there is none
   * @param days on how many days there were values in most hours
   */
  record Percentile(OptionalDouble value, int days) {}

  private int wholeDays(List<Rollup> buckets) {
    Map<LocalDate, Set<Instant>> hours = new HashMap<>();
    for (Rollup bucket : buckets) {
      hours
          .computeIfAbsent(LocalDate.ofInstant(bucket.begin(), zone), any -> new HashSet<>())
          .add(bucket.begin().truncatedTo(ChronoUnit.HOURS));
    }
    return (int)
        hours.values().stream().filter(its -> its.size() >= DayFigure.FEWEST_HOURS).count();
  }

  private static boolean isSound(double value) {
    return Math.abs(value) <= MOST;
  }
}
