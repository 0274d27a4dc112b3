package io.ispmonitor.metric.rollup;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what samples came to over time. A store that rolls days up reads those as they were stored,
 * and works all others, such as today, out of their samples; it matters to nobody which are.
 * Buckets, days and months without values are left out, and gaps are counted nowhere.
 *
 * <p>Every metric is treated alike. What cannot be averaged, such as the number of a state or a
 * counter that only rises, has its count, lowest and highest as any other; its mean and 95th
 * percentile are what they are.
 *
 * <p>Waits for the store, which may be a database. Any thread.
 *
 * <p>All methods throw an unchecked exception of the store, such as {@code HistoryException} of
 * {@code monitor-jdbc}, when it does not answer, or what it holds cannot be read.
 */
public interface Rollups {

  /** How many days or months can be asked for at once. */
  int MOST_PERIODS = 40_000;

  /**
   * Roll-ups of a store that keeps none: each is worked out of samples when it is asked for, so
   * they reach back no further than these. Means are not rounded, and the 95th percentiles of days
   * and months are exact. Holds the values of one bucket, day or month in memory.
   */
  static Rollups of(MetricStore store) {
    return new SampleRollups(store);
  }

  /**
   * Hands over the buckets of a series that begin in a range of time, in their order. A bucket is
   * always told as a whole, also when the range ends within it.
   *
   * @param from the first begin that counts
   * @param to the first begin that does not count any more; not before {@code from}
   * @throws IllegalArgumentException when {@code from} is after {@code to}
   */
  void read(SeriesKey series, Instant from, Instant to, RollupWidth width, BucketSink sink);

  /** The buckets of a series that begin in a range of time. */
  default List<Rollup> read(SeriesKey series, Instant from, Instant to, RollupWidth width) {
    List<Rollup> buckets = new ArrayList<>();
    read(
        series,
        from,
        to,
        width,
        (beginNanos, count, min, mean, max, p95) -> {
          Instant begin = EpochNanos.toInstant(beginNanos);
          buckets.add(new Rollup(begin, begin.plus(width.length()), count, min, mean, max, p95));
        });
    return buckets;
  }

  /**
   * The days of a place, put together of buckets of an hour where they are stored. Where days begin
   * within an hour of UTC, as in zones that are half an hour or a quarter off, such an hour is
   * divided by its buckets of five minutes; further back than there are any of these, it counts for
   * the day that it begins in. A day on which clocks are changed has 23 or 25 hours.
   *
   * <p>Count, lowest and highest are exact, and so is the mean but for its rounding. The 95th
   * percentile is an estimate: each bucket is taken to have its values evenly from its lowest to
   * its 95th percentile, and from there to its highest. Where most values are low and few are high,
   * as round trips are, it comes out too high: a few percent with a hundred values an hour, much
   * more with a dozen.
   *
   * @param from the first day that counts
   * @param to the first day that does not count any more; not before {@code from}
   * @throws IllegalArgumentException when {@code from} is after {@code to}, or there are more than
   *     {@link #MOST_PERIODS} days between them
   */
  List<DailyRollup> days(SeriesKey series, LocalDate from, LocalDate to, ZoneId zone);

  /**
   * The months of a place, in the same way as {@link #days}.
   *
   * @param from the first month that counts
   * @param to the first month that does not count any more; not before {@code from}
   * @throws IllegalArgumentException when {@code from} is after {@code to}, or there are more than
   *     {@link #MOST_PERIODS} months between them
   */
  List<MonthlyRollup> months(SeriesKey series, YearMonth from, YearMonth to, ZoneId zone);
}
