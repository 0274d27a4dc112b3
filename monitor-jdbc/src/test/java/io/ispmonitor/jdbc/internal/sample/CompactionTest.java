package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class CompactionTest {

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("in PostgreSQL")
  class InPostgres extends CompactionContract {
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

    @Override
    long readings() {
      return database.number("select count(*) from monitor_reading");
    }

    @Override
    long chunks() {
      return database.number("select count(*) from monitor_chunk");
    }

    @Test
    @DisplayName("a long query puts an hour off, and others read and write meanwhile")
    void longQuery() throws SQLException {
      SampleRig rig = rig("a");
      ping(rig, "core", hour, 1);
      rig.settle();
      try (Connection reader = source().getConnection()) {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
          statement.execute("select count(*) from monitor_reading");
          assertEquals(new Compaction.Result(0, 1), rig.compact());
          ping(rig, "core", hour.plusSeconds(1), 2);
          rig.settle();
          assertEquals(List.of(1.0, 2.0), rig.values("core", "ping.rtt"));
        }
        reader.rollback();
      }
      assertEquals(new Compaction.Result(1, 0), rig.compact());
      assertEquals(List.of(1.0, 2.0), rig.values("core", "ping.rtt"));
    }

    @Test
    @DisplayName("of two programs one compacts, and the other passes")
    void twoPrograms() throws SQLException {
      SampleRig rig = rig("a");
      ping(rig, "core", hour, 1);
      rig.settle();
      try (Connection other = source().getConnection()) {
        other.setAutoCommit(false);
        try (PreparedStatement statement =
            other.prepareStatement(
                "select pg_advisory_xact_lock(?, hashtext('monitor_reading'))")) {
          statement.setInt(1, 0x69_73_70_63);
          statement.execute();
          assertEquals(new Compaction.Result(0, 1), rig.compact());
        }
        other.rollback();
      }
      assertEquals(new Compaction.Result(1, 0), rig.compact());
    }

    @Test
    @DisplayName("a block that cannot be read keeps nothing else from being compacted")
    void corrupt() {
      SampleRig rig = rig("a");
      ping(rig, "core", hour, 1);
      ping(rig, "edge", hour, 2);
      rig.settle();
      database.execute(
          "update monitor_reading set data = '\\x1101' where device_id ="
              + " (select id from monitor_device where name = 'core')");
      assertEquals(new Compaction.Result(1, 0), rig.compact());
      assertEquals(List.of(2.0), rig.values("edge", "ping.rtt"));
      assertEquals(List.of(), rig.values("core", "ping.rtt"));
    }

    @Test
    @DisplayName("an hour that fails each time keeps no other from being compacted")
    void oneHourFails() {
      SampleRig rig = rig("a");
      List<Instant> hours =
          List.of(hour.minus(Duration.ofHours(2)), hour.minus(Duration.ofHours(1)), hour);
      hours.forEach(at -> ping(rig, "core", at, 1));
      rig.settle();
      database.execute(
          "alter table monitor_chunk add constraint not_this check (hour <> '%s')"
              .formatted(hours.get(1)));
      IllegalStateException failure = assertThrows(IllegalStateException.class, rig::compact);
      assertTrue(String.valueOf(failure.getMessage()).contains("not_this"), failure::toString);
      assertEquals(4, chunks());
      assertEquals(
          hours, all(rig, SeriesKey.of("core", "ping.rtt")).stream().map(Sample::at).toList());
      database.execute("alter table monitor_chunk drop constraint not_this");
      assertEquals(new Compaction.Result(1, 0), rig.compact());
    }

    @Test
    @DisplayName("chunks lie in a partition for each day, and no partition of readings is left")
    void partitions() {
      SampleRig rig = rig("a");
      ping(rig, "core", hour, 1);
      rig.settle();
      rig.compact();
      String count = "select count(*) from pg_inherits where inhparent = 'monitor_%s'::regclass";
      assertEquals(2, database.number(count.formatted("chunk")));
      // the default one, the present hour and two ahead
      assertEquals(4, database.number(count.formatted("reading")));
      assertEquals(0, database.number("select count(*) from monitor_chunk_default"));
    }
  }

  @Nested
  @DisplayName("in SQLite")
  class InSqlite extends CompactionContract {

    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource source() {
      return mainFile();
    }

    @Override
    long readings() {
      return countInFiles("reading");
    }

    @Override
    long chunks() {
      return countInFiles("chunk");
    }
  }
}
