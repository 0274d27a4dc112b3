package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.jdbc.support.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real server behind something that breaks connections: each record arrives, and once. */
@ExtendWith(Postgres.class)
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class StorageFaultsTest {
  private final PostgresDatabase database;
  private final TcpProxy proxy;
  private final StorageRig rig;
  private final StorageLoad load = new StorageLoad();

  StorageFaultsTest(PostgresDatabase database, @TempDir Path directory) {
    this.database = database;
    this.proxy = database.proxy();
    this.rig = new StorageRig(DatabaseKind.POSTGRESQL, database.through(proxy), directory);
  }

  @AfterEach
  void close() {
    rig.close();
    proxy.close();
  }

  private void assertStored(JdbcStorage storage) {
    rig.settle();
    load.assertStored(storage);
    assertEquals(
        load.count(), database.number("select count(*) from monitor_state_change"), "rows");
    assertEquals(
        0,
        database.number(
            "select count(*) from (select at, lag(at) over (order by id) as before"
                + " from monitor_state_change) as inorder where at < before"),
        "rows out of order");
  }

  @Test
  @DisplayName("connections that break after any number of bytes")
  void cutAnywhere() throws Exception {
    Random chance = new Random(1);
    JdbcStorage storage = rig.open("one", how -> how.watchEvery(Duration.ofSeconds(1)));
    for (int round = 0; round < 40 || (proxy.cuts() < 10 && round < 400); round++) {
      proxy.cutAfter(1 + chance.nextInt(150_000));
      load.store(storage, 200);
      storage.flush(Duration.ofMillis(200));
    }
    proxy.cutAfter(Long.MAX_VALUE);
    assertStored(storage);
    assertTrue(proxy.cuts() >= 10, () -> "only so many were cut: " + proxy.cuts());
  }

  @Test
  @DisplayName("commits of which nobody knows whether they were done")
  void commitsUnknown() throws Exception {
    JdbcStorage storage = rig.open("one", how -> how);
    load.store(storage, 10);
    rig.settle();
    for (int round = 0; round < 20; round++) {
      proxy.hideCommits(1);
      load.store(storage, 100);
      assertTrue(storage.flush(StorageRig.LONG), () -> storage.status().toString());
    }
    assertStored(storage);
    assertEquals(20, proxy.hidden());
  }

  @Test
  @DisplayName("a server that takes no connections for a while, with its cause")
  void refused() throws Exception {
    JdbcStorage storage = rig.open("one", how -> how);
    load.store(storage, 100);
    rig.settle();
    proxy.refuse(true);
    proxy.cut();
    load.store(storage, 500);
    awaitOutage(storage);
    assertEquals(OutageCause.CONNECTION_LOST, storage.outage().orElseThrow().cause());
    proxy.refuse(false);
    assertStored(storage);
    assertEquals(1, storage.outages().size());
  }

  @Test
  @DisplayName("a server that says nothing any more, while running and at the start")
  void frozen() throws Exception {
    UnaryOperator<JdbcStorageBuilder> hasty =
        how ->
            how.callLimit(Duration.ofSeconds(1))
                .startLimit(Duration.ofSeconds(1))
                .watchEvery(Duration.ofSeconds(1));
    JdbcStorage storage = rig.open("one", hasty);
    load.store(storage, 100);
    rig.settle();
    proxy.freeze(true);
    load.store(storage, 100);
    awaitOutage(storage);
    assertTrue(
        Set.of(OutageCause.TIMEOUT, OutageCause.CONNECTION_LOST)
            .contains(storage.outage().orElseThrow().cause()),
        () -> storage.outage().toString());
    rig.end(storage);
    JdbcStorage after = rig.open("one", hasty);
    assertEquals(OutageCause.TIMEOUT, after.outage().orElseThrow().cause());
    assertEquals(20, after.states().latest().size());
    load.store(after, 100);
    proxy.freeze(false);
    assertStored(after);
  }

  private static void awaitOutage(JdbcStorage storage) {
    while (storage.outage().isEmpty()) {
      Pause.aMoment();
    }
  }

  @Test
  @DisplayName("sessions that the server's operator ends, and a database that takes no writes")
  void endedAndReadOnly() throws Exception {
    JdbcStorage storage = rig.open("one", how -> how);
    load.store(storage, 50);
    rig.settle();
    database.execute(
        "alter database %s set default_transaction_read_only = on".formatted(database.name()),
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s' and pid <> pg_backend_pid()"
            .formatted(database.name()));
    load.store(storage, 300);
    while (storage.outage().isEmpty()
        || storage.outage().orElseThrow().cause() != OutageCause.READ_ONLY) {
      Pause.aMoment();
    }
    database.execute(
        "set default_transaction_read_only = off",
        "alter database %s reset default_transaction_read_only".formatted(database.name()));
    assertStored(storage);
  }
}
