package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.database.SchemaException;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.Pause;
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
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class JdbcStorageTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final SeriesKey SERIES = SeriesKey.of("tower", "ping.rtt");
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends Both {
    private final PostgresDatabase database;
    private final Path directory;

    InPostgres(PostgresDatabase database, @TempDir Path directory) {
      super(new SwitchedSource(database.asOwner()), directory, true);
      this.database = database;
      this.directory = directory;
    }

    @Test
    @DisplayName("what cannot be compacted or rolled up keeps nothing from being removed")
    void removesAllTheSame() {
      try (StorageRig program = StorageRig.postgres(database, directory)) {
        JdbcStorage storage = program.open();
        StorageLoad load = new StorageLoad();
        load.store(storage, 100);
        program.settle();
        String samples = "select count(*) from monitor_reading";
        assertTrue(database.number(samples) > 0);
        database.execute("drop table monitor_rolled_day");
        assertNull(storage.status().upkeep().trouble());
        assertThrows(HistoryException.class, storage::upkeep);
        assertEquals(0, database.number(samples), "those of last March");
        String trouble = String.valueOf(storage.status().upkeep().trouble());
        assertTrue(trouble.contains("monitor_rolled_day"), trouble);
      }
    }

    @Test
    @DisplayName("a role that owns nothing but its schema is enough")
    void leastRights() throws Exception {
      database.execute(
          "drop role if exists monitor_least",
          "create role monitor_least login password 'monitor'",
          "revoke create on schema public from public",
          "create schema network authorization monitor_least");
      try (StorageRig least =
          new StorageRig(
              DatabaseKind.POSTGRESQL, database.as("monitor_least", "monitor"), directory)) {
        JdbcStorage storage =
            least.open(
                "least",
                how ->
                    how.tables(TableNames.usual().inSchema("network"))
                        .keepSamples(Duration.ofDays(4_000)));
        StorageLoad load = new StorageLoad();
        load.store(storage, 100);
        least.settle();
        load.assertStored(storage);
        storage.upkeep();
        load.assertStored(storage);
        storage.purge(Instant.parse("2026-03-02T00:00:00Z"));
      } finally {
        database.execute("drop owned by monitor_least cascade", "drop role monitor_least");
      }
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends Both {
    InSqlite(@TempDir Path directory) {
      super(new SwitchedSource(new SqliteSource(directory.resolve("shared.db"))), directory, false);
    }
  }

  /** What both databases keep. */
  abstract static class Both {
    private final SwitchedSource database;
    private final StorageRig rig;
    private final boolean isPostgres;
    private final SeriesRegistry registry = new SeriesRegistry();

    Both(SwitchedSource database, Path directory, boolean isPostgres) {
      this.database = database;
      this.isPostgres = isPostgres;
      DatabaseKind kind = isPostgres ? DatabaseKind.POSTGRESQL : DatabaseKind.SQLITE;
      this.rig = new StorageRig(kind, database, directory);
    }

    @AfterEach
    void close() {
      database.isAway(false);
      rig.close();
    }

    @Test
    @DisplayName("what is stored while the database is away is there when it is back")
    void away() throws Exception {
      Queue<DatabaseOutage> told = new ConcurrentLinkedQueue<>();
      JdbcStorage storage = rig.open("one", how -> how.listen(told::add));
      fill(storage, 0, 20);
      rig.settle();
      database.isAway(true);
      fill(storage, 20, 40);
      while (storage.outage().isEmpty()) {
        Pause.aMoment();
      }
      assertEquals(OutageCause.PORT_CLOSED, storage.outage().orElseThrow().cause());
      assertNotNull(storage.status().outage());
      assertThrows(
          HistoryException.class,
          () -> storage.states().read("tower-0", NOON, NOON.plusSeconds(99)));
      assertEquals(40, storage.alerts().open().size(), "decisions go on");
      database.isAway(false);
      rig.settle();
      assertStored(storage, 40);
      assertNull(storage.status().outage());
      assertEquals(List.of(true, false), told.stream().map(DatabaseOutage::isOpen).toList());
      assertEquals(0, storage.status().waiting());
    }

    @Test
    @DisplayName("a program that ends and starts again finds everything as it was")
    void restart() {
      JdbcStorage before = rig.open("one", how -> how);
      fill(before, 0, 20);
      rig.end(before);
      JdbcStorage after = rig.open("one", how -> how);
      assertEquals(20, after.states().latest().size());
      assertEquals(20, after.alerts().open().size());
      rig.settle();
      assertStored(after, 20);
    }

    @Test
    @DisplayName("a program that starts without its database goes on from what lies on local disk")
    void startsAlone() {
      JdbcStorage before = rig.open("one", how -> how);
      fill(before, 0, 20);
      rig.settle();
      fill(before, 20, 30);
      rig.end(before);
      database.isAway(true);
      JdbcStorage after = rig.open("one", how -> how);
      assertEquals(30, after.states().latest().size());
      assertEquals(30, after.alerts().open().size());
      fill(after, 30, 40);
      database.isAway(false);
      rig.settle();
      assertStored(after, 40);
    }

    @Test
    @DisplayName("a program whose database was never there yet starts, and stores all later")
    void firstStartAlone() {
      database.isAway(true);
      JdbcStorage storage = rig.open("one", how -> how);
      fill(storage, 0, 10);
      assertEquals(10, storage.alerts().open().size());
      database.isAway(false);
      rig.settle();
      assertStored(storage, 10);
    }

    @Test
    @DisplayName("another program finds in the database what the first has stored")
    void takenOver() {
      JdbcStorage first = rig.open("one", how -> how);
      fill(first, 0, 10);
      rig.settle();
      JdbcStorage second = rig.open("two", how -> how);
      assertEquals(10, second.states().latest().size());
      assertEquals(10, second.alerts().open().size());
      if (isPostgres) { // files of samples are a program's own
        assertStored(second, 10);
      }
    }

    @Test
    @DisplayName("what is too old goes, and how devices stood at that time stays known")
    void purged() {
      JdbcStorage storage = rig.open("one", how -> how);
      Instant today = Instant.now().truncatedTo(ChronoUnit.HOURS);
      Instant old = today.minus(Duration.ofDays(3));
      ping(storage, old);
      ping(storage, today);
      storage.states().append(change("tower", old.minusSeconds(2)), TOKEN);
      storage.states().append(change("tower", old.minusSeconds(1)), TOKEN);
      storage.states().append(change("tower", today), TOKEN);
      rig.settle();
      storage.purge(today.minus(Duration.ofDays(2)));
      assertEquals(
          List.of(today),
          storage.metrics().read(SERIES, old.minusSeconds(9), today.plusSeconds(9)).stream()
              .map(Sample::at)
              .toList());
      assertEquals(
          List.of(old.minusSeconds(1), today),
          storage.states().read("tower", old.minusSeconds(9), today.plusSeconds(9)).stream()
              .map(StateChange::at)
              .toList());
    }

    @Test
    @DisplayName("what samples of today come to can be read at once")
    void rollups() {
      JdbcStorage storage = rig.open("one", how -> how);
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      for (int i = 0; i < 60; i++) {
        ping(storage, hour.plusSeconds(10L * i));
      }
      rig.settle();
      List<Rollup> fine =
          storage.rollups().read(SERIES, hour, hour.plusSeconds(3_600), RollupWidth.FIVE_MINUTES);
      assertEquals(List.of(hour, hour.plusSeconds(300)), fine.stream().map(Rollup::begin).toList());
      for (Rollup bucket : fine) {
        assertEquals(30, bucket.count());
        assertEquals(0.001, bucket.p95(), 1e-9);
        assertEquals(0.001, bucket.mean(), 1e-9);
      }
    }

    @Test
    @DisplayName("roll-ups of five minutes are not to be kept longer than those of hours")
    void keepRollups() {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  rig.open(
                      "one", how -> how.keepRollups(Duration.ofDays(30), Duration.ofDays(29))));
      assertEquals(
          "storage: keeping roll-ups of an hour must be between PT720H and PT96000H, was PT696H",
          refused.getMessage());
    }

    @Test
    @DisplayName(
        "upkeep compacts what is over, which changes nothing for readers, and can be purged")
    void upkept() {
      JdbcStorage storage = rig.open("one", how -> how);
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      Instant old = hour.minus(Duration.ofDays(3));
      List<Instant> times = List.of(old, hour.minus(Duration.ofHours(2)), hour);
      times.forEach(at -> ping(storage, at));
      rig.settle();
      for (int i = 0; i < 2; i++) {
        storage.upkeep();
        assertEquals(times, times(storage, old));
      }
      storage.purge(hour.minus(Duration.ofDays(2)));
      assertEquals(times.subList(1, 3), times(storage, old));
    }

    private static List<Instant> times(JdbcStorage storage, Instant from) {
      return storage.metrics().read(SERIES, from, from.plus(Duration.ofDays(5))).stream()
          .map(Sample::at)
          .toList();
    }

    private void ping(JdbcStorage storage, Instant at) {
      Readings readings = Readings.of(RTT, 0.001);
      storage
          .metrics()
          .append(
              new SampleBatch(
                  registry.block("tower", readings.layout()), EpochNanos.of(at), readings));
    }

    @Test
    @DisplayName("tables that are gone while it runs are made again, and take what still waits")
    void tablesGone() throws Exception {
      JdbcStorage storage = rig.open("one", how -> how);
      fill(storage, 0, 10);
      rig.settle();
      dropTables();
      fill(storage, 10, 20);
      rig.settle();
      assertEquals(
          1, storage.states().read("tower-15", NOON, NOON.plus(Duration.ofHours(1))).size());
    }

    private void dropTables() throws SQLException {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        List<String> tables = tables(connection);
        assertTrue(tables.contains("monitor_version"), () -> "only " + tables);
        for (String table : tables) {
          statement.execute("drop table if exists " + table + (isPostgres ? " cascade" : ""));
        }
      }
    }

    private List<String> tables(Connection connection) throws SQLException {
      List<String> tables = new ArrayList<>();
      String[] types = {"TABLE", "PARTITIONED TABLE"};
      try (ResultSet found = connection.getMetaData().getTables(null, null, "monitor%", types)) {
        while (found.next()) {
          tables.add(found.getString("TABLE_NAME"));
        }
      }
      return tables;
    }

    @Test
    @DisplayName("what the outbox got is kept once it is in the database, or cannot get there")
    void outboxIsKept() throws Exception {
      JdbcStorage storage = rig.open("one", how -> how);
      storage.outbox().put(notice("first"));
      awaitKept(storage);
      assertEquals(1, count("outbox"));
      long first = storage.outbox().mark();
      database.isAway(true);
      storage.outbox().put(notice("second"));
      assertTrue(storage.outbox().mark() > first);
      assertTrue(storage.outbox().isKept(first), "whatever came after it");
      awaitKept(storage);
      database.isAway(false);
      rig.settle();
      assertEquals(2, count("outbox"));
    }

    private void awaitKept(JdbcStorage storage) {
      long mark = storage.outbox().mark();
      while (!storage.outbox().isKept(mark)) {
        Pause.aMoment();
      }
    }

    private int count(String table) throws SQLException {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery("select count(*) from monitor_" + table)) {
        assertTrue(found.next());
        return found.getInt(1);
      }
    }

    private OutboxEntry notice(String id) {
      Notice notice =
          new Notice(
              id,
              id,
              Notice.Kind.TEST,
              Severity.INFO,
              NOON,
              Message.of("a test"),
              List.of(),
              null,
              false);
      return OutboxEntry.of("chat", notice, NOON);
    }

    @Test
    @DisplayName("a directory that is in use is refused")
    void inUse() {
      rig.open("one", how -> how);
      assertThrows(UncheckedIOException.class, () -> rig.open("one", how -> how));
    }

    @Test
    @DisplayName("tables that are not there are refused when they must not be made")
    void noTables() {
      assertThrows(
          SchemaException.class, () -> rig.open("one", JdbcStorageBuilder::withoutUpgrade));
      assertFalse(database.isHeld(), "a connection is left open");
    }

    private void fill(JdbcStorage storage, int from, int to) {
      for (int i = from; i < to; i++) {
        Instant at = NOON.plusSeconds(i);
        String device = "tower-" + i;
        storage.states().append(change(device, at), TOKEN);
        storage.alerts().put(alert(i));
        ping(storage, at);
      }
    }

    private static StateChange change(String device, Instant at) {
      Evidence evidence = new Evidence(Evidence.Basis.ANSWERS, "test", 0, null, null, List.of());
      return StateChange.of(device, at, DeviceState.UNKNOWN, DeviceState.UP, null, evidence);
    }

    private static Alert alert(int i) {
      return Alert.builder("id-" + i, "key-" + i, NOON.plusSeconds(i))
          .severity(Severity.WARNING)
          .build();
    }

    /** Each once, read from the database. */
    private static void assertStored(JdbcStorage storage, int count) {
      for (int i = 0; i < count; i++) {
        assertEquals(
            1, storage.states().read("tower-" + i, NOON, NOON.plus(Duration.ofHours(1))).size());
      }
      List<Sample> samples =
          storage
              .metrics()
              .read(SeriesKey.of("tower", RTT.name()), NOON, NOON.plus(Duration.ofHours(1)));
      assertEquals(
          count, samples.stream().map(Sample::at).distinct().count(), "samples that are there");
      assertEquals(count, samples.size(), "samples that are there once");
      assertTrue(storage.outage().isEmpty());
    }
  }
}
