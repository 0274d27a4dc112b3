package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.KillablePostgres;
import io.ispmonitor.jdbc.support.SmallDisk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database whose disk is really full. Needs root, to mount a small one. */
@Tag("interop")
@Timeout(300)
class ServerDiskInteropTest {
  private final StorageLoad load = new StorageLoad();
  private final Path directory;
  private final SmallDisk disk;

  ServerDiskInteropTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.disk = new SmallDisk(directory.resolve("small"), 160);
  }

  @AfterEach
  void unmount() throws Exception {
    disk.close();
  }

  private static void execute(KillablePostgres server, String... statements) throws SQLException {
    try (Connection connection = server.source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void assertStored(StorageRig rig, JdbcStorage storage) {
    rig.settle();
    load.assertStored(storage);
    assertTrue(storage.outage().isEmpty(), () -> storage.outage().toString());
  }

  private static long rows(KillablePostgres server) throws SQLException {
    try (Connection connection = server.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from monitor_state_change")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  @DisplayName("a PostgreSQL whose tables find no room goes on when there is some")
  void tablespace() throws Exception {
    try (KillablePostgres server = new KillablePostgres(directory);
        StorageRig rig =
            new StorageRig(
                DatabaseKind.POSTGRESQL, server.source(), directory.resolve("waiting"))) {
      execute(
          server,
          "create tablespace small location '%s'".formatted(disk.path()),
          "alter database postgres set default_tablespace = small");
      JdbcStorage storage = rig.open("one", FaultRig.HASTY);
      load.store(storage, 100);
      rig.settle();
      disk.fill();
      while (storage.outage().isEmpty()) {
        load.store(storage, 500); // until the pages that are there are full
      }
      DatabaseOutage outage = FaultRig.awaitOutage(storage, OutageCause.FULL);
      FaultRig.awaitQuestions(storage, 4);
      load.store(storage, 1_000);
      assertEquals(outage.since(), storage.outage().orElseThrow().since());
      disk.makeRoom();
      assertStored(rig, storage);
      assertEquals(load.count(), rows(server));
      assertEquals(1, storage.outages().size(), storage.outages()::toString);
    }
  }

  @Test
  @DisplayName(
      "a PostgreSQL that panics since its log finds no room has all when it is started again")
  void wholeServer() throws Exception {
    Map<String, String> small = Map.of("min_wal_size", "32MB", "max_wal_size", "32MB");
    try (KillablePostgres server = new KillablePostgres(disk.path(), small);
        StorageRig rig =
            new StorageRig(
                DatabaseKind.POSTGRESQL, server.source(), directory.resolve("waiting"))) {
      JdbcStorage storage = rig.open("one", FaultRig.HASTY);
      load.store(storage, 100);
      rig.settle();
      disk.fill();
      while (storage.outage().isEmpty()) {
        load.store(storage, 500);
      }
      load.store(storage, 20_000);
      FaultRig.awaitQuestions(storage, 4);
      assertTrue(storage.outage().isPresent());
      disk.makeRoom();
      server.kill();
      server.startAgain();
      assertStored(rig, storage);
      assertEquals(load.count(), rows(server));
    }
  }

  @Test
  @DisplayName("a SQLite whose file finds no room goes on when there is some")
  void sqlite() throws Exception {
    SqliteSource source = new SqliteSource(disk.path().resolve("shared.db"));
    try (StorageRig rig =
        new StorageRig(DatabaseKind.SQLITE, source, directory.resolve("waiting"))) {
      JdbcStorage storage = rig.open("one", FaultRig.HASTY);
      load.store(storage, 100);
      rig.settle();
      disk.fill();
      while (storage.outage().isEmpty()) {
        load.store(storage, 500);
      }
      FaultRig.awaitOutage(storage, OutageCause.FULL);
      FaultRig.awaitQuestions(storage, 4);
      load.store(storage, 1_000);
      assertEquals(OutageCause.FULL, storage.outage().orElseThrow().cause());
      disk.makeRoom();
      assertStored(rig, storage);
      assertEquals(1, storage.outages().size(), storage.outages()::toString);
    }
  }
}
