package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How days come to be rolled up, and roll-ups to be removed, in every kind of database. */
abstract class RollingContract extends RollupCase {
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
    storeSix();
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
    List<List<Sample>> stored = storeSix();
    assertEquals(1, rig.turn());
    for (int i = 0; i < 6; i++) {
      List<Sample> late = List.of(new Sample(BEGIN, 5_000 + i, Gap.NONE));
      stored.get(i).removeIf(one -> one.at().isBefore(BEGIN.plusSeconds(3_600)));
      String first =
          "delete from %1$s where series_id = %2$d"
              + " and hour = (select min(hour) from %1$s where series_id = %2$d)";
      int series = rig.series(SeriesKey.of("tower-" + i, "any"));
      rig.execute(DAY, first.formatted(rig.table("chunk"), series));
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

  @Test
  @DisplayName("of two programs at the same day one leaves it, and one that hung writes no more")
  void two() throws Exception {
    List<List<Sample>> stored = storeSix();
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
    SortedMap<Instant, List<Double>> expected =
        PlainRollups.buckets(samples, RollupWidth.HOUR.length());
    assertEquals(expected.size(), hours.size());
    hours.forEach(
        hour -> PlainRollups.assertSame(expected.getOrDefault(hour.begin(), List.of()), hour, 1));
  }

  private List<List<Sample>> storeSix() throws SQLException {
    List<List<Sample>> stored = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      stored.add(samples(BEGIN, END, 1));
      rig.store(SeriesKey.of("tower-" + i, "any"), 1, stored.get(i));
    }
    return stored;
  }

  private void assertAllPlain(List<List<Sample>> stored) {
    for (int i = 0; i < stored.size(); i++) {
      assertPlain(SeriesKey.of("tower-" + i, "any"), stored.get(i), 1);
    }
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
