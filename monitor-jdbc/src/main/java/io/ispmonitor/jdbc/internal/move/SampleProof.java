package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.sample.DayFiles;
import io.ispmonitor.jdbc.internal.sample.MonthFiles;
import io.ispmonitor.jdbc.internal.sample.RollupHistory;
import io.ispmonitor.jdbc.internal.sample.SampleHistory;
import io.ispmonitor.jdbc.internal.sample.StoredSeries;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.RollupWidth;
import io.ispmonitor.metric.rollup.Rollups;
import io.ispmonitor.time.TimeSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads every series on both sides, in the way in which history is always read, and compares what
 * each day comes to. In the target nothing counts that is later than the last sample of a series in
 * the source: a monitor may run there, and may have removed the oldest days. One thread.
 */
final class SampleProof implements AutoCloseable {
  private static final Duration ALL = Duration.ofDays(4_000);
  private static final String SAMPLES = "%,d samples, %,d of them gaps, sum %s, digest %s";
  private static final String BUCKETS = "%,d buckets of %,d values, sum of means %s, digest %s";

  private final DayFiles days;
  private final MonthFiles months;
  private final StoredSeries series;
  private final SampleHistory sourceSamples;
  private final SampleHistory targetSamples;
  private final Rollups sourceRollups;
  private final Rollups targetRollups;
  private final Heard heard;
  private final long before;
  private final List<String> notCompared = new ArrayList<>();
  private final Set<Long> removed = new TreeSet<>();
  private long later;
  private long last = Long.MIN_VALUE;

  /** Hears how it goes on. */
  interface Heard {
    void proved(String what, int devices, int of);
  }

  /**
   * A proof.
   *
   * @param before up to when the target has nothing but what was moved; the highest number when it
   *     has nothing else at all
   */
  SampleProof(
      Database source, Path files, Database target, TimeSource time, long before, Heard heard) {
    this.days = DayFiles.in(files, time);
    this.months = MonthFiles.in(files);
    this.series = new StoredSeries(source, files, time);
    this.sourceSamples = SampleHistory.inSqlite(source, days);
    this.targetSamples = SampleHistory.inPostgres(target);
    this.sourceRollups = RollupHistory.inSqlite(source, days, months, sourceSamples, ALL, time);
    this.targetRollups = RollupHistory.inPostgres(target, targetSamples, ALL, time);
    this.before = before;
    this.heard = heard;
  }

  List<Compared> compare() throws SQLException {
    List<Compared> all = new ArrayList<>(samples());
    Set<Long> stale = series.staleDays();
    Set<Long> unknown = series.unrolledDays();
    unknown.retainAll(removed);
    for (RollupWidth width : RollupWidth.values()) {
      all.addAll(rollups(width, stale, unknown));
    }
    return all;
  }

  /** What was not compared, and why; after all was. */
  List<String> notCompared() {
    return notCompared;
  }

  private List<Compared> samples() throws SQLException {
    DayTallies source = new DayTallies();
    DayTallies target = new DayTallies();
    series.each(
        (ofDevice, done, of) -> {
          for (SeriesKey one : ofDevice) {
            source.begin(StoredSeries.name(one));
            target.begin(StoredSeries.name(one));
            sourceSamples.read(one, Long.MIN_VALUE, before, source);
            countLater(one);
            long until = source.lastNanos();
            if (until > Long.MIN_VALUE) {
              targetSamples.read(one, Long.MIN_VALUE, until + 1, target);
              last = Math.max(last, until);
            }
          }
          heard.proved("samples", done, of);
        });
    if (later > 0) {
      notCompared.add(
          "%,d samples from after the move began: a monitor stores such ones on the target"
              .formatted(later));
    }
    List<Compared> compared = compared("samples", SAMPLES, source, target, Set.of());
    Set<String> there = compared.stream().map(Compared::what).collect(Collectors.toSet());
    source.days().stream()
        .filter(day -> !there.contains("samples " + LocalDate.ofEpochDay(day)))
        .forEach(removed::add);
    return compared;
  }

  private void countLater(SeriesKey one) throws SQLException {
    if (before < Long.MAX_VALUE) {
      sourceSamples.read(one, before, Long.MAX_VALUE, (at, value, gap) -> later++);
    }
  }

  /**
   * Of the last day there are none yet, or they may be those of a monitor on the target too. A day
   * that was rolled up before its last samples came is told as it is on neither side. Of a day that
   * was not rolled up before its samples were removed there are none.
   */
  private List<Compared> rollups(RollupWidth width, Set<Long> stale, Set<Long> unknown)
      throws SQLException {
    if (last == Long.MIN_VALUE) {
      last = EpochNanos.of(Instant.EPOCH.plus(ALL.multipliedBy(10)));
    }
    Instant until = EpochNanos.toInstant(last).truncatedTo(ChronoUnit.DAYS);
    DayTallies source = new DayTallies();
    DayTallies target = new DayTallies();
    series.each(
        (ofDevice, done, of) -> {
          for (SeriesKey one : ofDevice) {
            source.begin(StoredSeries.name(one));
            target.begin(StoredSeries.name(one));
            sourceRollups.read(one, Instant.MIN, until, width, source);
            targetRollups.read(one, Instant.MIN, until, width, target);
          }
          heard.proved("roll-ups of " + told(width), done, of);
        });
    String what = "roll-ups of " + told(width);
    notCompared.add("%s from %s on, which may be a monitor's too".formatted(what, until));
    leaveOut(what, stale, "which were made before its last samples came");
    leaveOut(what, unknown, "of which the monitor on the target has removed the samples since");
    Set<Long> leftOut = new TreeSet<>(stale);
    leftOut.addAll(unknown);
    return compared(what, BUCKETS, source, target, leftOut);
  }

  private void leaveOut(String what, Set<Long> days, String why) {
    days.forEach(
        day -> notCompared.add("%s of %s, %s".formatted(what, LocalDate.ofEpochDay(day), why)));
  }

  private static String told(RollupWidth width) {
    return switch (width) {
      case FIVE_MINUTES -> "5 min";
      case HOUR -> "1 h";
    };
  }

  private List<Compared> compared(
      String what, String form, DayTallies source, DayTallies target, Set<Long> leftOut) {
    Map<String, String> ofSource = source.told(what, form, leftOut);
    Map<String, String> ofTarget = target.told(what, form, leftOut);
    Set<String> days = new TreeSet<>(ofSource.keySet());
    days.addAll(ofTarget.keySet());
    if (before < Long.MAX_VALUE) {
      leaveOutRemoved(days, ofTarget.keySet());
    }
    return days.stream()
        .map(
            day ->
                new Compared(
                    day,
                    ofSource.getOrDefault(day, "nothing"),
                    ofTarget.getOrDefault(day, "nothing")))
        .toList();
  }

  /** The oldest days go first where a monitor removes what is kept no longer. */
  private void leaveOutRemoved(Set<String> days, Set<String> ofTarget) {
    for (String day : List.copyOf(days)) {
      if (ofTarget.contains(day)) {
        return;
      }
      days.remove(day);
      notCompared.add(day + ", which the monitor on the target has removed since");
    }
  }

  /** Closes the files that were read. */
  @Override
  public void close() {
    days.close();
    months.close();
  }
}
