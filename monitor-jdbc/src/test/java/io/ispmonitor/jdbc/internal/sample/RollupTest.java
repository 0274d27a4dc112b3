package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
class RollupTest {

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends RollupContract {
    private final PostgresDatabase database;

    InPostgres(PostgresDatabase database) {
      this.database = database;
    }

    @Override
    DatabaseKind kind() {
      return DatabaseKind.POSTGRESQL;
    }

    @Override
    DataSource source() {
      return database.asOwner();
    }
  }

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("rolled in PostgreSQL")
  class RollingInPostgres extends RollingContract {
    private final PostgresDatabase database;

    RollingInPostgres(PostgresDatabase database) {
      this.database = database;
    }

    @Override
    DatabaseKind kind() {
      return DatabaseKind.POSTGRESQL;
    }

    @Override
    DataSource source() {
      return database.asOwner();
    }

    @Test
    @DisplayName("who began before samples were committed waits for them")
    void waitsForCommit() throws Exception {
      rig.store(RTT, 1, samples(BEGIN, END, 1));
      ExecutorService other = Executors.newSingleThreadExecutor();
      try (Connection compaction = source().getConnection()) {
        compaction.setAutoCommit(false);
        rig.unmark(compaction, DAY); // there is none yet
        Future<Boolean> roll = other.submit(() -> rig.roller(rig.tables).roll(DAY));
        while (database.number("select count(*) from pg_locks where not granted") == 0) {
          assertFalse(roll.isDone(), "it did not wait");
          Pause.aMoment();
        }
        compaction.commit();
        assertTrue(roll.get());
      } finally {
        other.shutdownNow();
      }
    }

    @Test
    @DisplayName("who cannot wait for samples to be committed leaves the day for the next time")
    void doesNotWaitLong() throws Exception {
      rig.store(RTT, 1, samples(BEGIN, END, 1));
      try (Connection compaction = source().getConnection()) {
        compaction.setAutoCommit(false);
        rig.unmark(compaction, DAY);
        assertEquals(0, rig.turn());
      }
      assertEquals(1, rig.turn());
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends RollupContract {
    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource source() {
      return new SqliteSource(folder.resolve("monitor.db"));
    }
  }

  @Nested
  @DisplayName("rolled in SQLite")
  class RollingInSqlite extends RollingContract {
    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource source() {
      return new SqliteSource(folder.resolve("monitor.db"));
    }

    @Test
    @DisplayName("roll-ups lie in a file of their month, which goes as a whole")
    void monthFiles() throws Exception {
      rig.store(RTT, 1, samples(BEGIN, END, 1));
      rig.turn();
      assertTrue(Files.exists(folder.resolve("rollups-2026-03.db")));
      rig.upkeep(RollupRig.KEPT).turn(END.plus(Duration.ofDays(500)));
      assertFalse(Files.exists(folder.resolve("rollups-2026-03.db")));
      assertFalse(Files.exists(folder.resolve("rollups-2026-03.db-wal")));
    }

    @Test
    @DisplayName("a file of a day that an older program has made is read, and rolled up")
    void olderFile() throws Exception {
      rig.store(RTT, 1, samples(BEGIN, END, 1));
      var before = read(RTT, RollupWidth.HOUR);
      rig.days.forget();
      try (Connection file = DataFile.connect(rig.days.path(DAY))) {
        execute(file, "drop table rolled_day");
        execute(file, "pragma user_version = 1");
      }
      assertEquals(before, read(RTT, RollupWidth.HOUR));
      assertEquals(1, rig.turn());
      assertEquals(before, read(RTT, RollupWidth.HOUR));
    }

    @Test
    @DisplayName("a file of a day that is there again without samples hides no roll-up")
    void emptyFile() throws Exception {
      rig.store(RTT, 1, samples(BEGIN, END, 1));
      rig.turn();
      var before = read(RTT, RollupWidth.HOUR);
      rig.dropSamples(END);
      Files.createFile(rig.days.path(DAY));
      assertEquals(before, read(RTT, RollupWidth.HOUR));
      rig.inDay(DAY, file -> true);
      assertEquals(before, read(RTT, RollupWidth.HOUR));
      assertEquals(0, rig.turn());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
