package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.support.KillablePostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it is written to, and started again, again and again. */
@Timeout(900)
class PostgresKillTest {

  @Test
  @DisplayName("a server killed three times has everything once")
  void thrice(@TempDir Path directory) throws Exception {
    killed(directory, 3);
  }

  @Test
  @Tag("interop")
  @DisplayName("a server killed twenty times has everything once")
  void often(@TempDir Path directory) throws Exception {
    killed(directory, 20);
  }

  private static void killed(Path directory, int times) throws Exception {
    Random chance = new Random(7);
    StorageLoad load = new StorageLoad();
    try (KillablePostgres server = new KillablePostgres(directory);
        StorageRig rig =
            new StorageRig(
                DatabaseKind.POSTGRESQL, server.source(), directory.resolve("waiting"))) {
      JdbcStorage storage = rig.open("one", how -> how);
      for (int round = 0; round < times; round++) {
        load.store(storage, 2_000);
        storage.flush(Duration.ofMillis(chance.nextInt(300)));
        server.kill();
        load.store(storage, 500);
        server.startAgain();
        load.store(storage, 500);
        storage.flush(Duration.ofMillis(chance.nextInt(1_000)));
      }
      rig.settle();
      load.assertStored(storage);
      assertEquals(3_000 * times, load.count());
    }
  }
}
