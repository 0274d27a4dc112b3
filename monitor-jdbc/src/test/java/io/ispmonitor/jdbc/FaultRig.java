package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A storage over a real server that something is done to, and what it has to have afterwards. */
final class FaultRig implements AutoCloseable {
  /** Asks the database as often as it may, so that a false end of an outage is seen. */
  static final UnaryOperator<JdbcStorageBuilder> HASTY =
      how ->
          how.callLimit(Duration.ofSeconds(1))
              .startLimit(Duration.ofSeconds(2))
              .watchEvery(Duration.ofSeconds(1))
              .gatherPings(Duration.ofSeconds(1));

  private final PostgresDatabase database;
  private final StorageRig rig;
  private final StorageLoad load = new StorageLoad();

  FaultRig(PostgresDatabase database, Path directory) {
    this(database, database.asOwner(), directory);
  }

  FaultRig(PostgresDatabase database, DataSource source, Path directory) {
    this.database = database;
    this.rig = new StorageRig(DatabaseKind.POSTGRESQL, source, directory);
  }

  /** The program, or the one that comes after it. */
  JdbcStorage open() {
    return rig.open("one", HASTY);
  }

  /** One whose first records are there. */
  JdbcStorage openWith(int count) {
    JdbcStorage storage = open();
    store(storage, count);
    rig.settle();
    return storage;
  }

  /** Stores some more; whoever holds up the database meanwhile proves that nothing waits for it. */
  void store(JdbcStorage storage, int more) {
    load.store(storage, more);
  }

  void end(JdbcStorage storage) {
    rig.end(storage);
  }

  int count() {
    return load.count();
  }

  /** An outage goes on with this cause. */
  static DatabaseOutage awaitOutage(JdbcStorage storage, OutageCause cause) {
    await(
        () -> storage.outage().filter(is -> is.cause() == cause).isPresent(),
        () -> "not " + cause + " but " + storage.outage() + " in " + storage.status());
    return storage.outage().orElseThrow();
  }

  /** The database is asked this often, and calls fail meanwhile as before. */
  static void awaitQuestions(JdbcStorage storage, int more) {
    long before = calls(storage, "watch").count();
    await(
        () -> calls(storage, "watch").count() >= before + more,
        () -> "not asked again: " + storage.status());
  }

  static void await(BooleanSupplier isSo) {
    await(isSo, () -> "it did not come about");
  }

  private static void await(BooleanSupplier isSo, Supplier<String> otherwise) {
    long until = System.nanoTime() + StorageRig.LONG.toNanos();
    while (!isSo.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, otherwise);
      Pause.aMoment();
    }
  }

  /** How calls of a name went. */
  static StorageStatus.CallStatus calls(JdbcStorage storage, String name) {
    return storage.status().calls().stream()
        .filter(call -> call.name().equals(name))
        .findFirst()
        .orElse(new StorageStatus.CallStatus(name, 0, 0, 0, Duration.ZERO, Duration.ZERO));
  }

  /** Everything is there, once and in its order, as the storage reads it and as SQL counts it. */
  void assertStored(JdbcStorage storage) {
    rig.settle();
    assertTrue(storage.outage().isEmpty(), () -> "still " + storage.outage());
    load.assertStored(storage);
    assertEquals(
        load.count(), database.number("select count(*) from monitor_state_change"), "rows");
    assertEquals(
        0,
        database.number(
            "select count(*) from (select at, lag(at) over (order by id) as before"
                + " from monitor_state_change) as inorder where at < before"),
        "rows out of order");
    for (StorageStatus.SpoolStatus spool : storage.status().spools()) {
      assertEquals(List.of(0L, 0L, 0L), List.of(spool.refused(), spool.lost(), spool.rejected()));
    }
  }

  @Override
  public void close() {
    rig.close();
  }
}
