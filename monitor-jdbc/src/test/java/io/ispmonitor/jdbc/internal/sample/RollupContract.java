package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.history.DailyRollup;
import io.ispmonitor.jdbc.history.MonthlyRollup;
import io.ispmonitor.jdbc.history.Rollup;
import io.ispmonitor.jdbc.history.RollupWidth;
import io.ispmonitor.jdbc.internal.block.SeriesChunkWriter;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of roll-ups in every kind of database. */
abstract class RollupContract {
  static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  static final Instant BEGIN = MONDAY.atStartOfDay(ZoneOffset.UTC).toInstant();
  static final Instant END = BEGIN.plus(Duration.ofDays(1));
  static final long DAY = MONDAY.toEpochDay();
  static final SeriesKey RTT = SeriesKey.of("tower", "ping.rtt");
  static final SeriesKey STATE = SeriesKey.of("tower", "port.state", "7");
  static final SeriesKey EXACT = SeriesKey.of("mast", "any");
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @TempDir Path folder;
  final SplittableRandom random = new SplittableRandom(7);
  private RollupRig rig;

  abstract DatabaseKind kind();

  abstract DataSource source();

  @BeforeEach
  void open() {
    rig = new RollupRig(kind(), source(), folder, END.plus(Duration.ofHours(2)));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  RollupRig rig() {
    return rig;
  }

  List<Sample> samples(Instant from, Instant to, double resolution) {
    return PlainRollups.samples(random, from, to, HALF_A_MINUTE, resolution);
  }

  List<Rollup> read(SeriesKey series, RollupWidth width) {
    return rig.rollups.read(series, Instant.MIN, Instant.MAX, width);
  }

  private void assertPlain(SeriesKey series, List<Sample> samples, double resolution) {
    for (RollupWidth width : RollupWidth.values()) {
      TreeMap<Instant, List<Double>> expected = PlainRollups.buckets(samples, width.length());
      List<Rollup> read = read(series, width);
      assertEquals(List.copyOf(expected.keySet()), read.stream().map(Rollup::begin).toList());
      for (Rollup bucket : read) {
        List<Double> values = expected.get(bucket.begin());
        PlainRollups.assertSame(values, bucket, resolution);
        assertEquals(PlainRollups.p95(values), bucket.p95());
        assertEquals(bucket.begin().plus(width.length()), bucket.end());
      }
    }
  }

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
  @DisplayName("a day is rolled up an hour after its end, and when all its readings are chunks")
  void due() throws Exception {
    rig.store(RTT, 1e-6, samples(BEGIN, END, 1e-6));
    RollupUpkeep upkeep = rig.upkeep(RollupRig.KEPT);
    assertEquals(0, upkeep.turn(END.plusSeconds(3_599)));
    rig.reading(END.minusSeconds(1));
    assertEquals(0, upkeep.turn(END.plusSeconds(3_600)));
    rig.execute(DAY, "delete from " + rig.table("reading"));
    rig.reading(END);
    assertEquals(1, upkeep.turn(END.plusSeconds(3_600)));
  }

  @Test
  @DisplayName("samples that come late are read at once, and the day is rolled up again")
  void late() throws Exception {
    List<Sample> samples = samples(BEGIN, BEGIN.plus(Duration.ofHours(12)), 1e-6);
    rig.store(RTT, 1e-6, samples);
    rig.store(STATE, 1, samples(BEGIN, END, 1));
    assertEquals(1, rig.turn());
    List<Rollup> other = read(STATE, RollupWidth.HOUR);
    List<Sample> late = samples(BEGIN.plus(Duration.ofHours(12)), END, 1e-6);
    rig.store(RTT, 1e-6, late);
    samples.addAll(late);
    assertPlain(RTT, samples, 1e-6);
    assertEquals(1, rig.turn());
    assertPlain(RTT, samples, 1e-6);
    rig.dropSamples(END);
    assertPlain(RTT, samples, 1e-6);
    assertEquals(other, read(STATE, RollupWidth.HOUR));
  }

  @Test
  @DisplayName("samples that come to a day while it is rolled up are not left out")
  void lateWhileRolling() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rig.store(SeriesKey.of("tower-" + i, "any"), 1, samples(BEGIN, END, 1));
    }
    SeriesKey first = SeriesKey.of("tower-0", "any");
    samples.add(new Sample(BEGIN.plusSeconds(1), 5_000, Gap.NONE));
    SeriesKey added = SeriesKey.of("mast", "any");
    Steps meanwhile =
        new Steps(rig.tables) {
          @Override
          void before(int step) throws SQLException {
            if (step == 2) {
              rig.store(added, 1, samples);
            }
          }
        };
    assertFalse(rig.roller(meanwhile).roll(DAY), "it was given up");
    assertFalse(rig.isMarked(DAY));
    assertPlain(added, samples, 1);
    assertEquals(1, rig.turn());
    rig.dropSamples(END);
    assertPlain(added, samples, 1);
    assertFalse(read(first, RollupWidth.HOUR).isEmpty());
  }

  @Test
  @DisplayName("a program that ends half way leaves what is right, and the day is rolled up again")
  void crash() throws Exception {
    List<List<Sample>> stored = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      stored.add(samples(BEGIN, END, 1));
      rig.store(SeriesKey.of("tower-" + i, "any"), 1, stored.get(i));
    }
    assertEquals(1, rig.turn());
    for (int i = 0; i < 6; i++) {
      List<Sample> late = List.of(new Sample(BEGIN, 5_000 + i, Gap.NONE));
      stored.get(i).removeIf(one -> one.at().isBefore(BEGIN.plusSeconds(3_600)));
      rig.execute(
          DAY,
          "delete from %s where hour = (select min(hour) from %s where series_id = %d) and series_id = %d"
              .formatted(
                  rig.table("chunk"),
                  rig.table("chunk"),
                  rig.series(SeriesKey.of("tower-" + i, "any")),
                  rig.series(SeriesKey.of("tower-" + i, "any"))));
      rig.store(SeriesKey.of("tower-" + i, "any"), 1, late);
      stored.get(i).addAll(0, late);
    }
    Steps dying =
        new Steps(rig.tables) {
          @Override
          void before(int step) {
            if (step == 2) {
              throw new OutOfMemoryError("the end of a program, for a test");
            }
          }
        };
    assertThrows(OutOfMemoryError.class, () -> rig.roller(dying).roll(DAY));
    assertAllPlain(stored);
    assertEquals(0, rig.turn(), "it might still be at it");
    rig.ageAttempts(DAY);
    assertEquals(1, rig.turn());
    assertAllPlain(stored);
    rig.dropSamples(END);
    assertAllPlain(stored);
  }

  private void assertAllPlain(List<List<Sample>> stored) {
    for (int i = 0; i < stored.size(); i++) {
      assertPlain(SeriesKey.of("tower-" + i, "any"), stored.get(i), 1);
    }
  }

  @Test
  @DisplayName("of two programs at the same day one leaves it, and one that hung writes no more")
  void two() throws Exception {
    List<List<Sample>> stored = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      stored.add(samples(BEGIN, END, 1));
      rig.store(SeriesKey.of("tower-" + i, "any"), 1, stored.get(i));
    }
    List<Boolean> others = new ArrayList<>();
    Steps one =
        new Steps(rig.tables) {
          @Override
          void before(int step) throws SQLException {
            if (step == 1) {
              others.add(rig.roller(rig.newTables()).roll(DAY));
            }
            if (step == 2) {
              rig.ageAttempts(DAY); // it hung for long
              others.add(rig.roller(rig.newTables()).roll(DAY));
            }
          }
        };
    assertFalse(rig.roller(one).roll(DAY));
    assertEquals(List.of(false, true), others);
    assertEquals(3, one.steps, "it stopped at the step that was not its own any more");
    assertTrue(rig.isMarked(DAY));
    rig.dropSamples(END);
    assertAllPlain(stored);
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
  @DisplayName("roll-ups of five minutes go before those of hours, and both when they are too old")
  void retention() throws Exception {
    List<Sample> samples = samples(BEGIN, END, 1);
    rig.store(RTT, 1, samples);
    rig.turn();
    rig.dropSamples(END);
    RollupUpkeep.Kept kept =
        new RollupUpkeep.Kept(Duration.ofDays(1), Duration.ofDays(10), Duration.ofDays(40));
    RollupUpkeep upkeep = rig.upkeep(kept);
    upkeep.turn(END.plus(Duration.ofDays(10)).minusSeconds(1));
    assertPlain(RTT, samples, 1);
    upkeep.turn(END.plus(Duration.ofDays(10)));
    assertEquals(List.of(), read(RTT, RollupWidth.FIVE_MINUTES));
    assertFalse(read(RTT, RollupWidth.HOUR).isEmpty());
    upkeep.turn(END.plus(Duration.ofDays(40)).minusSeconds(1));
    assertFalse(read(RTT, RollupWidth.HOUR).isEmpty());
    upkeep.turn(END.plus(Duration.ofDays(100)));
    assertEquals(List.of(), read(RTT, RollupWidth.HOUR));
  }

  @Test
  @DisplayName("what comes to a day of which the samples are gone does not replace its roll-up")
  void tooLate() throws Exception {
    List<Sample> samples = samples(BEGIN, END, 1);
    rig.store(RTT, 1, samples);
    rig.turn();
    rig.dropSamples(END);
    rig.time.advance(Duration.ofDays(31));
    rig.store(RTT, 1, List.of(new Sample(BEGIN.plusSeconds(1), 9_999, Gap.NONE)));
    assertEquals(0, rig.upkeep(RollupRig.KEPT).turn(rig.time.instant()));
    List<Rollup> hours = read(RTT, RollupWidth.HOUR);
    TreeMap<Instant, List<Double>> expected =
        PlainRollups.buckets(samples, RollupWidth.HOUR.length());
    assertEquals(expected.size(), hours.size());
    hours.forEach(hour -> PlainRollups.assertSame(expected.get(hour.begin()), hour, 1));
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

  /** Tables of a program to which something happens before its steps. */
  abstract static class Steps implements RollupTables {
    private final RollupTables tables;
    int steps;

    Steps(RollupTables tables) {
      this.tables = tables;
    }

    abstract void before(int step) throws SQLException;

    @Override
    public boolean roll(long day, UUID attempt, int from, long to) throws SQLException {
      before(steps++);
      return tables.roll(day, attempt, from, to);
    }

    @Override
    public List<Long> due(long before) throws SQLException {
      return tables.due(before);
    }

    @Override
    public boolean hasRollups(long day) throws SQLException {
      return tables.hasRollups(day);
    }

    @Override
    public boolean begin(long day, UUID attempt) throws SQLException {
      return tables.begin(day, attempt);
    }

    @Override
    public OptionalInt nextSeries(long day, int from) throws SQLException {
      return tables.nextSeries(day, from);
    }

    @Override
    public boolean finish(long day, UUID attempt) throws SQLException {
      return tables.finish(day, attempt);
    }

    @Override
    public void giveUp(long day, UUID attempt) throws SQLException {
      tables.giveUp(day, attempt);
    }

    @Override
    public int purge(long fineBefore, long hourlyBefore) throws SQLException {
      return tables.purge(fineBefore, hourlyBefore);
    }

    @Override
    public void forget() {
      tables.forget();
    }
  }
}
