package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.block.SeriesChunkWriter;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.DailyRollup;
import io.ispmonitor.metric.rollup.MonthlyRollup;
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds of roll-ups in every kind of database. */
abstract class RollupContract extends RollupCase {
  @Test
  @DisplayName("each bucket is what plain arithmetic makes of the samples, rolled up or not")
  void plain() throws Exception {
    List<Sample> rtts = samples(BEGIN, END, 1e-6);
    List<Sample> states = samples(BEGIN, END, 1);
    List<Sample> any = samples(BEGIN, END, 0);
    rig.store(RTT, 1e-6, rtts);
    rig.store(STATE, 1, states);
    rig.store(EXACT, 0, any);
    List<List<Rollup>> before = all();
    assertPlain(RTT, rtts, 1e-6);
    assertPlain(STATE, states, 1);
    assertPlain(EXACT, any, 0);
    assertFalse(rig.isMarked(DAY));

    assertEquals(1, rig.turn());
    assertTrue(rig.isMarked(DAY));
    assertEquals(before, all(), "the same to the last bit");
    rig.dropSamples(END);
    assertEquals(before, all(), "and without the samples");
    assertEquals(0, rig.turn(), "nothing is left to do");
  }

  private List<List<Rollup>> all() {
    List<List<Rollup>> all = new ArrayList<>();
    for (SeriesKey series : List.of(RTT, STATE, EXACT)) {
      for (RollupWidth width : RollupWidth.values()) {
        all.add(read(series, width));
      }
    }
    return all;
  }

  @Test
  @DisplayName(
      "a range hands out the buckets that begin in it, whole ones, wherever they come from")
  void range() throws Exception {
    List<Sample> samples = samples(BEGIN, END.plus(Duration.ofHours(2)), 1e-6);
    rig.store(RTT, 1e-6, samples);
    assertEquals(1, rig.turn());
    for (RollupWidth width : RollupWidth.values()) {
      List<Rollup> all = read(RTT, width);
      for (int i = 0; i < 50; i++) {
        Instant from = BEGIN.plusSeconds(random.nextLong(26 * 3_600));
        Instant to = from.plusSeconds(random.nextLong(26 * 3_600));
        assertEquals(
            all.stream()
                .filter(one -> !one.begin().isBefore(from) && one.begin().isBefore(to))
                .toList(),
            rig.rollups.read(RTT, from, to, width));
      }
    }
    assertThrows(
        IllegalArgumentException.class, () -> rig.rollups.read(RTT, END, BEGIN, RollupWidth.HOUR));
  }

  @Test
  @DisplayName("a day with one sample, with gaps only, and a series that nobody knows are read")
  void sparse() throws Exception {
    Instant at = BEGIN.plus(Duration.ofHours(17));
    rig.store(RTT, 1e-6, List.of(new Sample(at, -0.25, Gap.NONE)));
    rig.store(STATE, 1, List.of(new Sample(at, Double.NaN, Gap.SILENT)));
    for (int turn = 0; turn < 2; turn++) {
      assertEquals(
          List.of(new Rollup(at, at.plusSeconds(300), 1, -0.25, -0.25, -0.25, -0.25)),
          read(RTT, RollupWidth.FIVE_MINUTES));
      assertEquals(
          List.of(new Rollup(at, at.plusSeconds(3_600), 1, -0.25, -0.25, -0.25, -0.25)),
          read(RTT, RollupWidth.HOUR));
      assertEquals(List.of(), read(STATE, RollupWidth.HOUR));
      assertEquals(List.of(), read(EXACT, RollupWidth.FIVE_MINUTES));
      assertEquals(List.of(), rig.rollups.days(EXACT, MONDAY, MONDAY, ZoneOffset.UTC));
      assertEquals(1 - turn, rig.turn());
    }
  }

  @Test
  @DisplayName("names that are too long or have characters that are none are found")
  void names() throws Exception {
    SeriesKey strange = SeriesKey.of("tower\0" + "x".repeat(900), "any\ud800", "7\0");
    List<Sample> samples = samples(BEGIN, END, 1);
    rig.store(strange, 1, samples);
    assertPlain(strange, samples, 1);
    assertEquals(1, rig.turn());
    rig.dropSamples(END);
    assertPlain(strange, samples, 1);
  }

  @Test
  @DisplayName("the series of a device are known by its name, and none of a device nobody knows")
  void series() throws Exception {
    SeriesKey strange = SeriesKey.of("tower\0" + "x".repeat(900), "any\ud800", "7\0");
    List<Sample> samples = samples(BEGIN, BEGIN.plus(Duration.ofHours(2)), 1);
    for (SeriesKey key : List.of(RTT, STATE, EXACT, strange)) {
      rig.store(key, 1, samples);
    }
    CompactedSeries known = new CompactedSeries(rig.database);
    assertEquals(List.of(RTT, STATE), known.of("tower"));
    assertEquals(List.of(EXACT), known.of("mast"));
    assertEquals(List.of(), known.of("tower' or 1 = 1 --"));
    SeriesKey found = known.of(strange.device()).get(0);
    assertEquals(
        rig.rollups.read(strange, BEGIN, END, RollupWidth.HOUR),
        rig.rollups.read(found, BEGIN, END, RollupWidth.HOUR),
        "a name as it is stored finds what it stands for");
  }

  @Test
  @DisplayName("values at the limits of a double and an hour of two chunks are rolled up")
  void limits() throws Exception {
    rig.store(
        EXACT,
        0,
        List.of(
            new Sample(BEGIN, Double.MAX_VALUE, Gap.NONE),
            new Sample(BEGIN.plusSeconds(1), Double.MAX_VALUE, Gap.NONE)));
    int series = rig.series(RTT);
    SeriesChunkWriter writer = new SeriesChunkWriter();
    for (int part = 0; part < 2; part++) {
      Instant from = BEGIN.plusMillis(part * 1_800_000L);
      writer.start(1);
      for (int i = 0; i < 60_000; i++) {
        writer.accept(EpochNanos.of(from.plusMillis(30L * i)), part * 60_000 + i, Gap.NONE);
      }
      rig.chunk(series, from, writer.finish());
    }
    assertEquals(1, rig.turn());
    Rollup most = read(EXACT, RollupWidth.HOUR).get(0);
    assertEquals(Double.MAX_VALUE, most.mean());
    Rollup hour = read(RTT, RollupWidth.HOUR).get(0);
    assertEquals(
        new Rollup(BEGIN, BEGIN.plusSeconds(3_600), 120_000, 0, 59_999.5, 119_999, 113_999), hour);
  }

  @Test
  @DisplayName("a chunk that cannot be read costs its hour of its series and nothing else")
  void corrupt() throws Exception {
    List<Sample> samples = samples(BEGIN, BEGIN.plus(Duration.ofHours(20)), 1);
    rig.store(RTT, 1, samples);
    rig.store(STATE, 1, samples);
    rig.chunk(rig.series(RTT), BEGIN.plus(Duration.ofHours(21)), new byte[] {0x21, 1});
    assertEquals(1, rig.turn());
    assertPlain(RTT, samples, 1);
    assertPlain(STATE, samples, 1);
  }

  @Test
  @DisplayName("local days have 23 and 25 hours when clocks change, also at midnight")
  void clocksChange() throws Exception {
    ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
    assertLocalDays(saoPaulo, LocalDate.parse("2018-11-03"), List.of(24L, 23L, 24L));
    assertLocalDays(saoPaulo, LocalDate.parse("2019-02-15"), List.of(24L, 25L, 24L));
    ZoneId kyiv = ZoneId.of("Europe/Kyiv");
    assertLocalDays(kyiv, LocalDate.parse("2025-03-29"), List.of(24L, 23L, 24L));
    assertLocalDays(kyiv, LocalDate.parse("2025-10-25"), List.of(24L, 25L, 24L));
  }

  @Test
  @DisplayName("days of a zone that is a quarter of an hour off are put together of five minutes")
  void quarters() throws Exception {
    rig.time.advance(Duration.ofDays(40));
    List<Long> hours = List.of(24L, 24L, 24L);
    assertLocalDays(ZoneId.of("Asia/Kathmandu"), LocalDate.parse("2026-03-20"), hours);
    // the second day is half an hour longer
    assertLocalDays(ZoneId.of("Australia/Lord_Howe"), LocalDate.parse("2026-04-04"), hours);
  }

  /** Three local days, rolled up in part. */
  private void assertLocalDays(ZoneId zone, LocalDate first, List<Long> hours) throws Exception {
    SeriesKey series = SeriesKey.of("tower", zone.getId(), first.toString());
    LocalDate end = first.plusDays(3);
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant to = end.atStartOfDay(zone).toInstant();
    List<Sample> samples = samples(from.minusSeconds(7_200), to.plusSeconds(7_200), 1);
    rig.store(series, 1, samples);
    List<DailyRollup> before = rig.rollups.days(series, first, end, zone);
    assertDays(samples, before, zone, hours, 1);
    for (long day = RollupRig.day(from); day <= RollupRig.day(to); day += 2) {
      assertTrue(rig.roller(rig.tables).roll(day));
      assertEquals(before, rig.rollups.days(series, first, end, zone));
    }
  }

  static void assertDays(
      List<Sample> samples,
      List<DailyRollup> days,
      ZoneId zone,
      List<Long> hours,
      double resolution) {
    assertEquals(
        hours,
        days.stream()
            .map(one -> Duration.between(one.values().begin(), one.values().end()).toHours())
            .toList());
    for (DailyRollup day : days) {
      List<Double> values =
          samples.stream()
              .filter(one -> one.gap() == Gap.NONE)
              .filter(one -> LocalDate.ofInstant(one.at(), zone).equals(day.day()))
              .map(Sample::value)
              .toList();
      PlainRollups.assertSame(values, day.values(), resolution);
      double span = day.values().max() - day.values().min();
      assertEquals(PlainRollups.p95(values), day.values().p95(), 0.1 * span);
    }
  }

  @Test
  @DisplayName("where there are hours only, an hour counts for the day it begins in, and once")
  void hoursOnly() throws Exception {
    ZoneId zone = ZoneId.of("Asia/Kathmandu");
    Instant end = BEGIN.plus(Duration.ofDays(3));
    List<Sample> samples = samples(BEGIN, end, 1);
    rig.store(RTT, 1, samples);
    rig.time.advance(Duration.ofDays(3));
    assertEquals(3, rig.turn());
    rig.dropSamples(BEGIN.plus(Duration.ofDays(2)));
    RollupUpkeep.Kept kept =
        new RollupUpkeep.Kept(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(400));
    rig.upkeep(kept).turn(end.plusSeconds(7_200));
    rig.time.advance(Duration.ofDays(29)); // so that no samples are expected
    List<DailyRollup> days = rig.rollups.days(RTT, MONDAY, MONDAY.plusDays(4), zone);
    long all = samples.stream().filter(one -> one.gap() == Gap.NONE).count();
    assertEquals(all, days.stream().mapToLong(one -> one.values().count()).sum());
    Instant fine = BEGIN.plus(Duration.ofDays(1));
    for (DailyRollup day : days) {
      long count =
          samples.stream()
              .filter(one -> one.gap() == Gap.NONE)
              .map(Sample::at)
              .map(at -> at.isBefore(fine) ? at.minusSeconds(at.getEpochSecond() % 3_600) : at)
              .filter(at -> LocalDate.ofInstant(at, zone).equals(day.day()))
              .count();
      assertEquals(count, day.values().count(), () -> "of " + day);
    }
  }

  @Test
  @DisplayName("months of a place begin and end at its midnights")
  void months() throws Exception {
    ZoneId zone = ZoneId.of("America/Sao_Paulo");
    Instant from = Instant.parse("2026-02-27T00:00:00Z");
    Instant to = Instant.parse("2026-03-02T12:00:00Z");
    List<Sample> samples = samples(from, to, 1);
    rig.store(RTT, 1, samples);
    YearMonth february = YearMonth.parse("2026-02");
    List<MonthlyRollup> before =
        rig.rollups.months(RTT, february.minusMonths(2), february.plusMonths(3), zone);
    assertEquals(
        List.of(february, february.plusMonths(1)),
        before.stream().map(MonthlyRollup::month).toList(),
        "those with values");
    for (MonthlyRollup month : before) {
      List<Double> values =
          samples.stream()
              .filter(one -> one.gap() == Gap.NONE)
              .filter(one -> YearMonth.from(one.at().atZone(zone)).equals(month.month()))
              .map(Sample::value)
              .toList();
      PlainRollups.assertSame(values, month.values(), 1);
    }
    assertEquals(Instant.parse("2026-03-01T03:00:00Z"), before.get(0).values().end());
    assertEquals(4, rig.turn());
    assertEquals(
        before, rig.rollups.months(RTT, february.minusMonths(2), february.plusMonths(3), zone));
    assertThrows(
        IllegalArgumentException.class,
        () -> rig.rollups.days(RTT, LocalDate.MIN, LocalDate.MAX, zone));
  }
}
