package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.jdbc.support.SwitchedSource;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The host's wall clock is set while it stores. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StorageClockTest {
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final SeriesKey SERIES = SeriesKey.of("tower", RTT.name());
  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final Evidence EVIDENCE =
      new Evidence(Evidence.Basis.ANSWERS, "clock", 0, null, null, List.of());

  /**
   * A day forward, back an hour from there, to the right time, back by parts of a second, years.
   */
  private static final List<Duration> STEPS =
      List.of(
          Duration.ZERO,
          Duration.ofDays(1),
          Duration.ofHours(23),
          Duration.ZERO,
          Duration.ofMillis(-700),
          Duration.ofMillis(-1_400),
          Duration.ofHours(-1),
          Duration.ofDays(3_650),
          Duration.ofDays(-3_650),
          Duration.ZERO);

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends Both {
    private final PostgresDatabase database;

    InPostgres(PostgresDatabase database, @TempDir Path directory) {
      super(
          DatabaseKind.POSTGRESQL, new SwitchedSource(database.asOwner()), directory.resolve("a"));
      this.database = database;
    }

    @Override
    long parts() {
      return database.number(
          "select count(*) from pg_inherits where inhparent = 'monitor_reading'::regclass");
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends Both {
    private final Path directory;

    InSqlite(@TempDir Path directory) {
      super(
          DatabaseKind.SQLITE,
          new SwitchedSource(new SqliteSource(directory.resolve("shared.db"))),
          directory);
      this.directory = directory;
    }

    @Override
    long parts() throws IOException {
      try (Stream<Path> files = Files.walk(directory)) {
        return files.filter(file -> file.toString().matches(".*samples-.*\\.db")).count();
      }
    }
  }

  /** What both databases keep. */
  abstract static class Both {
    private final SteppedTime time = new SteppedTime();
    private final SwitchedSource database;
    private final StorageRig rig;
    private final SeriesRegistry registry = new SeriesRegistry();
    private final List<Instant> stored = new ArrayList<>();

    Both(DatabaseKind kind, SwitchedSource database, Path directory) {
      this.database = database;
      this.rig = new StorageRig(kind, database, directory);
    }

    /** How many partitions or files of samples there are. */
    abstract long parts() throws IOException;

    @AfterEach
    void close() {
      database.isAway(false);
      rig.close();
    }

    private JdbcStorage open() {
      return rig.open("one", how -> FaultRig.HASTY.apply(how).time(time));
    }

    private void store(JdbcStorage storage, int count) {
      for (int i = 0; i < count; i++) {
        Instant last = stored.isEmpty() ? Instant.MIN : stored.get(stored.size() - 1);
        Instant at = time.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant next = stored.contains(at) ? last.plusMillis(1) : at;
        stored.add(next);
        storage
            .states()
            .append(
                StateChange.of("tower", next, DeviceState.DOWN, DeviceState.UP, null, EVIDENCE),
                TOKEN);
        Readings readings = Readings.of(RTT, 0.001);
        storage
            .metrics()
            .append(
                new SampleBatch(
                    registry.block("tower", readings.layout()), EpochNanos.of(next), readings));
      }
    }

    private void assertStored(JdbcStorage storage) {
      Instant from = Instant.parse("2000-01-01T00:00:00Z");
      Instant to = Instant.parse("2100-01-01T00:00:00Z");
      List<Instant> byTime = stored.stream().sorted().toList();
      assertEquals(
          byTime,
          storage.metrics().read(SERIES, from, to).stream().map(Sample::at).sorted().toList());
      assertEquals(
          byTime,
          storage.states().read("tower", from, to).stream().map(StateChange::at).sorted().toList());
    }

    @Test
    @DisplayName("nothing is lost or there twice, and parts are made for hours that are near only")
    void steps() throws IOException {
      JdbcStorage storage = open();
      for (Duration step : STEPS) {
        time.offset(step);
        store(storage, 20);
        rig.settle();
        store(storage, 20);
      }
      rig.settle();
      assertStored(storage);
      assertTrue(parts() <= 12, () -> "too many parts of samples");
      rig.end(storage);
      JdbcStorage after = open();
      store(after, 20);
      rig.settle();
      assertStored(after);
    }

    @Test
    @DisplayName(
        "a clock set back or forward during an outage holds up neither retry nor gathering")
    void retries() {
      JdbcStorage storage = open();
      for (Duration step : STEPS) {
        database.isAway(true);
        store(storage, 10);
        FaultRig.awaitOutage(storage, OutageCause.PORT_CLOSED);
        time.offset(step);
        store(storage, 10);
        database.isAway(false);
        long began = System.nanoTime();
        FaultRig.await(() -> storage.status().waiting() == 0 && storage.outage().isEmpty());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(
            took.compareTo(Duration.ofSeconds(20)) < 0, () -> step + " held it up for " + took);
      }
      rig.settle();
      assertStored(storage);
      assertEquals(STEPS.size(), storage.outages().size());
    }

    @Test
    @DisplayName("without an outage pings are gathered no longer than they may be")
    void gathered() {
      JdbcStorage storage = open();
      store(storage, 10);
      FaultRig.await(() -> storage.status().waiting() > 0);
      time.offset(Duration.ofHours(-1));
      store(storage, 10);
      long began = System.nanoTime();
      FaultRig.await(() -> storage.status().waiting() == 0);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, () -> "gathered for " + took);
      rig.settle();
      assertStored(storage);
    }
  }
}
