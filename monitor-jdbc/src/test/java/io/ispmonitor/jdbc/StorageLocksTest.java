package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody else in the same tables, who holds locks, or takes them the other way round. */
@ExtendWith(Postgres.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StorageLocksTest {
  private static final int ROUNDS = 5;

  private final PostgresDatabase database;
  private final FaultRig rig;

  StorageLocksTest(PostgresDatabase database, @TempDir Path directory) {
    this.database = database;
    this.rig = new FaultRig(database, directory);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private interface Work {
    void with(Statement statement) throws SQLException;
  }

  /** Somebody else's transaction. */
  private void elsewhere(Work work) throws SQLException {
    try (Connection other = database.asOwner().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      work.with(statement);
      other.rollback();
    }
  }

  private long waiting() {
    return database.number(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock'");
  }

  private long deadlocks() {
    return database.number(
        "select deadlocks from pg_stat_database where datname = current_database()");
  }

  /** We have the row of our progress and wait for a table; then it is waited for our row. */
  private static void crossOver(Statement statement) throws SQLException {
    statement.execute("update monitor_progress set noted_at = now() where spool = 'events'");
  }

  @Test
  @DisplayName("a deadlock that the server ends at our cost is tried again, and no outage")
  void deadlockOurs() throws Exception {
    database.execute("alter database %s set deadlock_timeout = '100ms'".formatted(database.name()));
    JdbcStorage storage = rig.openWith(100);
    long failed = FaultRig.calls(storage, "write events").failed();
    for (int round = 0; round < ROUNDS; round++) {
      elsewhere(
          other -> {
            other.execute("set local deadlock_timeout = '100s'");
            other.execute("lock table monitor_device_state in exclusive mode");
            rig.store(storage, 50);
            FaultRig.await(() -> waiting() > 0);
            crossOver(other);
          });
    }
    rig.assertStored(storage);
    assertTrue(FaultRig.calls(storage, "write events").failed() >= failed + ROUNDS);
    FaultRig.await(() -> deadlocks() >= ROUNDS);
    assertEquals(List.of(), storage.outages());
  }

  @Test
  @DisplayName("a deadlock that the server ends at the other's cost is not noticed")
  void deadlockTheirs() throws Exception {
    database.execute("alter database %s set deadlock_timeout = '100s'".formatted(database.name()));
    JdbcStorage storage = rig.openWith(100);
    for (int round = 0; round < ROUNDS; round++) {
      elsewhere(
          other -> {
            other.execute("set local deadlock_timeout = '10ms'");
            other.execute("lock table monitor_device_state in exclusive mode");
            rig.store(storage, 50);
            FaultRig.await(() -> waiting() > 0);
            SQLException ended = assertThrows(SQLException.class, () -> crossOver(other));
            assertEquals("40P01", ended.getSQLState());
          });
    }
    rig.assertStored(storage);
    assertEquals(0, FaultRig.calls(storage, "write events").failed());
    assertEquals(List.of(), storage.outages());
  }

  @Test
  @DisplayName("tables that somebody locks for long are an outage, and no connections heap up")
  void lockedLong() throws Exception {
    JdbcStorage storage = rig.openWith(100);
    elsewhere(
        other -> {
          other.execute("lock table monitor_state_change, monitor_reading");
          rig.store(storage, 2_000);
          DatabaseOutage outage = FaultRig.awaitOutage(storage, OutageCause.CONFLICT);
          FaultRig.awaitQuestions(storage, 5);
          rig.store(storage, 2_000);
          assertTrue(waiting() <= 3, () -> waiting() + " sessions wait for the lock");
          assertEquals(outage.since(), storage.outage().orElseThrow().since(), "one outage");
        });
    rig.assertStored(storage);
    assertEquals(
        List.of(OutageCause.CONFLICT),
        storage.outages().stream().map(DatabaseOutage::cause).toList());
  }

  @Test
  @DisplayName("a lock that lasts a moment only is no outage, whatever the server's limit is")
  void lockedShortly() throws Exception {
    database.execute("alter database %s set lock_timeout = '50ms'".formatted(database.name()));
    JdbcStorage storage = rig.openWith(100);
    elsewhere(
        other -> {
          other.execute("lock table monitor_device in access exclusive mode");
          rig.store(storage, 500);
          FaultRig.await(() -> FaultRig.calls(storage, "write events").failed() > 0);
        });
    rig.assertStored(storage);
    assertEquals(List.of(), storage.outages());
  }
}
