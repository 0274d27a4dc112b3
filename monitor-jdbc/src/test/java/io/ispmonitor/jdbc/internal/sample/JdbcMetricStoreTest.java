package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.block.SeriesChunkWriter;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class JdbcMetricStoreTest {

  private static byte[] chunk(Instant first, int samples) {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(1e-6);
    for (int i = 0; i < samples; i++) {
      writer.accept(EpochNanos.of(first.plusSeconds(i)), i, Gap.NONE);
    }
    return writer.finish();
  }

  @Nested
  @ExtendWith(Postgres.class)
  @DisplayName("over PostgreSQL")
  class OverPostgres extends SampleFaults {
    private static final String PARTITIONS =
        "select count(*) from pg_inherits where inhparent = 'monitor_reading'::regclass";

    private final PostgresDatabase database;

    OverPostgres(PostgresDatabase database) {
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
    long rows() {
      return database.number("select count(*) from monitor_reading");
    }

    @Test
    @DisplayName("a clock that steps each minute makes no partitions")
    void madClock() {
      SampleRig rig = rig("a");
      for (int i = 0; i < 2_000; i++) {
        ping(rig, "core", now.plus(Duration.ofDays(10L * (i + 1))), i);
      }
      ping(rig, "core", now, 7);
      rig.settle();

      long partitions = database.number(PARTITIONS);
      assertTrue(partitions <= 5, () -> partitions + " for the default, this hour and two ahead");
      assertEquals(2_001, rig.values("core", "ping.rtt").size());
    }

    @Test
    @DisplayName("readings in the default partition move when their hour gets its own")
    void movesFromDefault() {
      SampleRig rig = rig("a");
      ping(rig, "core", now, 0);
      rig.settle();
      database.execute(
          "insert into monitor_reading select device_id, layout_id, first_at - interval '5 hours',"
              + " last_at - interval '5 hours', data from monitor_reading");
      assertEquals(1, database.number("select count(*) from monitor_reading_default"));
      ping(rig, "core", now.minus(Duration.ofHours(5)), 1);
      rig.settle();

      assertEquals(0, database.number("select count(*) from monitor_reading_default"));
      assertEquals(3, rows());
    }

    @Test
    @DisplayName("a partition that was dropped under way is made again")
    void droppedPartition() {
      SampleRig rig = rig("a");
      ping(rig, "core", now, 0);
      rig.settle();
      database.execute("drop table monitor_reading_default");
      ping(rig, "core", now.plusSeconds(1), 1);
      ping(rig, "core", now.plus(Duration.ofDays(500)), 2);
      rig.settle();

      assertEquals(List.of(0.0, 1.0, 2.0), rig.values("core", "ping.rtt"));
    }

    @Test
    @DisplayName("hours that are chunks are joined with readings, those of the same hour too")
    void joinsChunks() throws SQLException {
      SampleRig rig = rig("a");
      ping(rig, "core", now.plusMillis(2_500), 100);
      ping(rig, "core", now.plus(Duration.ofHours(1)), 200);
      rig.settle();
      database.execute(
          "create table monitor_chunk_all partition of monitor_chunk default",
          "insert into monitor_series (device_id, metric_id, instance)"
              + " select d.id, m.id, '' from monitor_device d, monitor_metric m");
      try (Connection connection = source().getConnection();
          PreparedStatement statement =
              connection.prepareStatement(
                  "insert into monitor_chunk select id, ?, ? from monitor_series")) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        statement.setObject(1, OffsetDateTime.ofInstant(hour, ZoneOffset.UTC));
        statement.setBytes(2, chunk(now, 5));
        assertEquals(1, statement.executeUpdate());
      }

      assertEquals(List.of(0.0, 1.0, 2.0, 100.0, 3.0, 4.0, 200.0), rig.values("core", "ping.rtt"));
    }

    @Test
    @DisplayName("one series is found by the index, within the partitions of its range")
    void usesIndex() throws SQLException {
      SampleRig rig = rig("a");
      for (int device = 0; device < 2_000; device++) {
        ping(rig, "device " + device, now, device);
      }
      rig.settle();
      database.execute("analyze monitor_reading");
      StringBuilder plan = new StringBuilder();
      try (Connection connection = source().getConnection();
          PreparedStatement statement =
              connection.prepareStatement(
                  "explain select first_at, layout_id, data from monitor_reading"
                      + " where device_id = 7 and first_at >= ? and first_at < ? and last_at >= ?"
                      + " order by first_at")) {
        OffsetDateTime from = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        statement.setObject(1, from);
        statement.setObject(2, from.plusMinutes(10));
        statement.setObject(3, from);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            plan.append(rows.getString(1)).append('\n');
          }
        }
      }
      assertFalse(plan.toString().contains("Seq Scan on monitor_reading_20"), plan::toString);
      assertTrue(plan.toString().contains("Index Scan"), plan::toString);
    }
  }

  @Nested
  @DisplayName("over SQLite")
  class OverSqlite extends SampleFaults {
    @Override
    DatabaseKind kind() {
      return DatabaseKind.SQLITE;
    }

    @Override
    DataSource source() {
      return mainFile();
    }

    @Override
    long rows() {
      return countInFiles("reading");
    }

    @Test
    @DisplayName("a batch that goes over midnight is stored once in each of its files")
    void midnight() {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
      SampleRig rig = rig("a");
      for (int i = -60; i < 60; i++) {
        ping(rig, "core", midnight.plusSeconds(10L * i), i);
        rig.append("core", midnight.plusSeconds(10L * i), Readings.of(POLL, new double[20]));
      }
      faults().loseCommits(5);
      rig.settle();

      assertEquals(2, sampleFiles().size());
      assertEquals(
          List.of("samples-" + today.minusDays(1) + ".db", "samples-" + today + ".db"),
          sampleFiles().stream().map(file -> file.getFileName().toString()).toList());
      assertEquals(120, rig.values("core", "ping.rtt").size());
      assertEquals(4, rows(), "ten minutes of pings and of polls on each side");
    }

    @Test
    @DisplayName("a clock that steps makes few files, and few of them are open")
    void madClock() {
      SampleRig rig = rig("a");
      for (int i = 0; i < 200; i++) {
        ping(rig, "core", now.plus(Duration.ofDays(10L * (i + 1))), i);
        ping(rig, "core", now.minus(Duration.ofDays(i % 10)), i);
      }
      rig.settle();

      assertEquals(11, sampleFiles().size(), "ten days, and one file for all others");
      assertTrue(rig.openFiles() <= 3, () -> rig.openFiles() + " files are open");
      assertEquals(400, rig.values("core", "ping.rtt").size());
    }
  }
}
