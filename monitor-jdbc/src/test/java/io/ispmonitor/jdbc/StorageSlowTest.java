package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes what is written, and takes its time for each commit. */
@ExtendWith(Postgres.class)
@Timeout(120)
class StorageSlowTest {

  @Test
  @DisplayName("commits that take a second and a half hold nobody up, are counted and are named")
  void slowCommits(PostgresDatabase database, @TempDir Path directory) {
    try (StorageRig programs = StorageRig.postgres(database, directory)) {
      StorageLoad load = new StorageLoad();
      JdbcStorage storage = programs.open("one", how -> how.slowCall(Duration.ofSeconds(1)));
      load.store(storage, 100);
      programs.settle();
      database.execute(
          "create function slow() returns trigger language plpgsql as"
              + " $$begin perform pg_sleep(1.5); return null; end$$",
          "create constraint trigger slow after update on monitor_progress"
              + " deferrable initially deferred for each row execute function slow()");
      load.store(storage, 100);
      FaultRig.await(() -> isUnderWay(database));
      long began = System.nanoTime();
      load.store(storage, 2_000);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(
          isUnderWay(database), () -> "the commit was over before 2,000 were stored: " + took);
      assertTrue(storage.status().waiting() >= 2_000, () -> storage.status().toString());
      FaultRig.await(() -> FaultRig.calls(storage, "write events").slow() >= 2);
      assertTrue(
          FaultRig.calls(storage, "write events").longest().compareTo(Duration.ofMillis(1_500))
              >= 0);

      database.execute("drop trigger slow on monitor_progress");
      programs.settle();
      load.assertStored(storage);
      assertEquals(List.of(), storage.outages());
      assertEquals(0, FaultRig.calls(storage, "write events").failed());
    }
  }

  /** A commit that has been sleeping for a second at most. */
  private static boolean isUnderWay(PostgresDatabase database) {
    return database.number(
            "select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event = 'PgSleep'")
        > 0;
  }
}
