package io.ispmonitor.metric.rollup;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Works roll-ups out of samples, in the plainest way. Any thread that the store allows. */
final class SampleRollups implements Rollups {
  private static final long DAY = Duration.ofDays(1).toNanos();

  /** The last midnight that nanoseconds can say. */
  private static final long LAST = Long.MAX_VALUE / DAY * DAY;

  private final MetricStore store;

  SampleRollups(MetricStore store) {
    this.store = store;
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, RollupWidth width, BucketSink sink) {
    checkOrder(series, from, to, from.isAfter(to));
    long length = width.length().toNanos();
    long begin = next(from, length);
    long end = next(to, length);
    if (begin >= end) {
      return;
    }
    Tally tally = new Tally();
    long[] bucket = {begin};
    store.read(
        series,
        EpochNanos.toInstant(begin),
        EpochNanos.toInstant(end),
        (at, value, gap) -> {
          if (gap == Gap.NONE) {
            long its = Math.floorDiv(at, length) * length;
            if (its != bucket[0]) {
              tally.handTo(bucket[0], sink);
              bucket[0] = its;
            }
            tally.add(value);
          }
        });
    tally.handTo(bucket[0], sink);
  }

  /** The begin of a bucket at a time, or the next one. */
  private static long next(Instant at, long length) {
    long within = Math.max(-LAST, Math.min(LAST, EpochNanos.of(at)));
    return -Math.floorDiv(-within, length) * length;
  }

  @Override
  public List<DailyRollup> days(SeriesKey series, LocalDate from, LocalDate to, ZoneId zone) {
    checkOrder(series, from, to, from.isAfter(to));
    checkNumber(series, from, to, to.toEpochDay() - from.toEpochDay());
    List<Instant> begins = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      begins.add(day.atStartOfDay(zone).toInstant());
    }
    List<DailyRollup> days = new ArrayList<>();
    fill(series, begins, (at, values) -> days.add(new DailyRollup(from.plusDays(at), values)));
    return days;
  }

  @Override
  public List<MonthlyRollup> months(SeriesKey series, YearMonth from, YearMonth to, ZoneId zone) {
    checkOrder(series, from, to, from.isAfter(to));
    long number = 12L * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue();
    checkNumber(series, from, to, number);
    List<Instant> begins = new ArrayList<>();
    for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
      begins.add(month.atDay(1).atStartOfDay(zone).toInstant());
    }
    List<MonthlyRollup> months = new ArrayList<>();
    fill(series, begins, (at, is) -> months.add(new MonthlyRollup(from.plusMonths(at), is)));
    return months;
  }

  /** Reads one stretch after the other, each of which ends where the next one begins. */
  private void fill(SeriesKey series, List<Instant> begins, BiConsumer<Integer, Rollup> filled) {
    Tally tally = new Tally();
    for (int i = 0; i + 1 < begins.size(); i++) {
      int number = i;
      Instant begin = begins.get(i);
      Instant end = begins.get(i + 1);
      store.read(
          series,
          begin,
          end,
          (at, value, gap) -> {
            if (gap == Gap.NONE) {
              tally.add(value);
            }
          });
      tally.handTo(
          0,
          (at, count, min, mean, max, p95) ->
              filled.accept(number, new Rollup(begin, end, count, min, mean, max, p95)));
    }
  }

  private static void checkOrder(SeriesKey series, Object from, Object to, boolean isWrong) {
    if (isWrong) {
      throw new IllegalArgumentException(
          "roll-ups of %s were asked for from %s to %s, which is before that"
              .formatted(series, from, to));
    }
  }

  private static void checkNumber(SeriesKey series, Object from, Object to, long number) {
    if (number > MOST_PERIODS) {
      throw new IllegalArgumentException(
          "roll-ups of %s were asked for from %s to %s, which are %d days or months; ask for %d at most"
              .formatted(series, from, to, number, MOST_PERIODS));
    }
  }
}
