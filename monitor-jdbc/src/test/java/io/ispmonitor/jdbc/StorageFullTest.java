package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.support.KillablePostgres;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A server that has no room: none for data, none for work, none for connections. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StorageFullTest {

  @Test
  @ExtendWith(Postgres.class)
  @DisplayName("a server that answers, but has no room for what is written, is one outage")
  void noDisk(PostgresDatabase database, @TempDir Path directory) {
    try (FaultRig rig = new FaultRig(database, directory)) {
      JdbcStorage storage = rig.openWith(100);
      database.execute(
          "create function no_room() returns trigger language plpgsql as"
              + " $$begin raise exception 'could not extend file: No space left on device'"
              + " using errcode = 'disk_full'; end$$",
          "create trigger no_room before insert on monitor_state_change"
              + " for each statement execute function no_room()",
          "create trigger no_room before insert on monitor_reading"
              + " for each statement execute function no_room()");
      rig.store(storage, 1_000);
      DatabaseOutage outage = FaultRig.awaitOutage(storage, OutageCause.FULL);
      FaultRig.awaitQuestions(storage, 4);
      rig.store(storage, 1_000);
      assertEquals(outage, storage.outage().orElseThrow(), "it is not over while it has no room");
      assertTrue(outage.message().contains("No space left on device"), outage::message);

      database.execute(
          "drop trigger no_room on monitor_state_change",
          "drop trigger no_room on monitor_reading");
      rig.assertStored(storage);
      assertEquals(1, storage.outages().size(), storage.outages()::toString);
    }
  }

  @Test
  @DisplayName("a server all of whose connections somebody else has is named, and used afterwards")
  void noConnections(@TempDir Path directory) throws Exception {
    StorageLoad load = new StorageLoad();
    try (KillablePostgres server =
            new KillablePostgres(directory, Map.of("max_connections", "12"));
        StorageRig rig =
            new StorageRig(
                DatabaseKind.POSTGRESQL, server.source(), directory.resolve("waiting"))) {
      JdbcStorage storage = rig.open("one", FaultRig.HASTY);
      load.store(storage, 100);
      rig.settle();
      List<Connection> taken = new ArrayList<>();
      try {
        assertEquals("53300", takeAll(server.source(), taken));
        load.store(storage, 1_000);
        FaultRig.awaitOutage(storage, OutageCause.NO_CONNECTION);
        FaultRig.awaitQuestions(storage, 3);
        load.store(storage, 1_000);
        rig.end(storage);
        storage = rig.open("one", FaultRig.HASTY);
        FaultRig.awaitOutage(storage, OutageCause.NO_CONNECTION);
        load.store(storage, 1_000);
      } finally {
        for (Connection one : taken) {
          one.close();
        }
      }
      rig.settle();
      load.assertStored(storage);
      assertTrue(storage.outage().isEmpty());
    }
  }

  /** Takes connections until there have been none for a while, also none that others gave back. */
  private static String takeAll(DataSource source, List<Connection> taken) {
    String state = "";
    long until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < until) {
      try {
        taken.add(source.getConnection());
      } catch (SQLException e) {
        state = e.getSQLState();
      }
    }
    return state;
  }
}
