package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.block.CorruptBlockException;
import io.ispmonitor.jdbc.internal.block.RollupChunkReader;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.rollup.DaysOfSamples;
import io.ispmonitor.jdbc.internal.rollup.Periods;
import io.ispmonitor.jdbc.internal.rollup.SeriesDay;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.BucketSink;
import io.ispmonitor.metric.rollup.DailyRollup;
import io.ispmonitor.metric.rollup.MonthlyRollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import io.ispmonitor.metric.rollup.Rollups;
import io.ispmonitor.time.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;

/**
 * Reads roll-ups, and works out of samples what is not rolled up. Of the series asked for all
 * chunks of the range are held in memory, and the samples of one day. Any thread.
 */
public final class RollupHistory implements Rollups {
  /** The first and the last midnight that nanoseconds can say. */
  private static final long LAST = Long.MAX_VALUE / SeriesDay.NANOS * SeriesDay.NANOS;

  private final StoredRollups stored;
  private final SampleHistory samples;
  private final Duration keptSamples;
  private final TimeSource time;

  private RollupHistory(
      StoredRollups stored, SampleHistory samples, Duration keptSamples, TimeSource time) {
    this.stored = stored;
    this.samples = samples;
    this.keptSamples = keptSamples;
    this.time = time;
  }

  /** Reads from PostgreSQL. */
  public static RollupHistory inPostgres(
      HistorySource database, SampleHistory samples, Duration keptSamples, TimeSource time) {
    return new RollupHistory(new PostgresStoredRollups(database), samples, keptSamples, time);
  }

  /** Reads from the files of SQLite. */
  public static RollupHistory inSqlite(
      HistorySource database,
      DayFiles days,
      MonthFiles months,
      SampleHistory samples,
      Duration keptSamples,
      TimeSource time) {
    return new RollupHistory(
        new SqliteStoredRollups(database, days, months), samples, keptSamples, time);
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, RollupWidth width, BucketSink sink) {
    checkOrder(series, from, to, from.isAfter(to));
    read(series, EpochNanos.of(from), EpochNanos.of(to), width, sink);
  }

  private void read(
      SeriesKey series, long fromNanos, long toNanos, RollupWidth width, BucketSink sink) {
    long from = next(fromNanos, width);
    long to = next(toNanos, width);
    if (from >= to) {
      return;
    }
    RollupChunkReader reader = new RollupChunkReader();
    long at = from;
    for (Map.Entry<Long, byte[]> chunk : find(series, width, from, to).entrySet()) {
      long begin = chunk.getKey() * SeriesDay.NANOS;
      work(series, at, begin, width, sink);
      try {
        reader.read(chunk.getValue(), from, to, DaysOfSamples.withValues(sink)::accept);
      } catch (CorruptBlockException e) {
        throw new HistoryException(
            "the roll-up of %s on %s cannot be read from %s: %s"
                .formatted(series, LocalDate.ofEpochDay(chunk.getKey()), stored, e.getMessage()),
            e);
      }
      at = begin + SeriesDay.NANOS;
    }
    work(series, at, to, width, sink);
  }

  /** The begin of a bucket at a time, or the next one. */
  private static long next(long nanos, RollupWidth width) {
    long within = Math.max(-LAST, Math.min(LAST, nanos));
    long length = width.length().toNanos();
    return -Math.floorDiv(-within, length) * length;
  }

  /** Works buckets out of samples. */
  private void work(SeriesKey series, long from, long to, RollupWidth width, BucketSink sink) {
    if (from < to) {
      DaysOfSamples days = new DaysOfSamples(width, sink);
      samples.read(series, from, to, days, days::resolution);
      days.finish();
    }
  }

  private NavigableMap<Long, byte[]> find(SeriesKey series, RollupWidth width, long from, long to) {
    long first = Math.floorDiv(from, SeriesDay.NANOS);
    long last = Math.floorDiv(to - 1, SeriesDay.NANOS);
    return asked(series, () -> stored.find(series, width, first, last, whole()));
  }

  /** From this day on all samples are kept. */
  private long whole() {
    return SampleTimes.day(SampleTimes.hour(time.instant().minus(keptSamples)));
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private <T> T asked(SeriesKey series, Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new HistoryException(
          "the roll-ups of %s cannot be read from %s: %s: %s"
              .formatted(series, stored, OutageCause.of(e).advice(), FailureText.of(e)),
          e);
    }
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
    filled(series, begins)
        .handTo((number, values) -> days.add(new DailyRollup(from.plusDays(number), values)));
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
    filled(series, begins)
        .handTo((at, values) -> months.add(new MonthlyRollup(from.plusMonths(at), values)));
    return months;
  }

  /** Out of hours, which tell more of their 95th percentile, but for those that are cut. */
  private Periods filled(SeriesKey series, List<Instant> begins) {
    Periods periods = new Periods(begins);
    long from = periods.beginNanos();
    long to = periods.endNanos();
    long fine = periods.areWholeHours() ? to : Math.max(from, Math.min(to, firstFine(series)));
    read(series, from, fine, RollupWidth.HOUR, periods);
    read(series, fine, to, RollupWidth.HOUR, filtered(periods, false));
    read(series, fine, to, RollupWidth.FIVE_MINUTES, filtered(periods, true));
    return periods;
  }

  private static BucketSink filtered(Periods periods, boolean isCut) {
    return (begin, count, min, mean, max, p95) -> {
      if (periods.cut(begin) == isCut) {
        periods.accept(begin, count, min, mean, max, p95);
      }
    };
  }

  /** From when on there are buckets of five minutes, stored or worked out; a midnight in UTC. */
  private long firstFine(SeriesKey series) {
    OptionalLong first = asked(series, () -> stored.first(series, RollupWidth.FIVE_MINUTES));
    return Math.min(first.orElse(Long.MAX_VALUE / SeriesDay.NANOS), whole()) * SeriesDay.NANOS;
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
