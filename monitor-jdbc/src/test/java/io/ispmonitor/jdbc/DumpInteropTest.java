package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/backup.md, run while a storage writes and compacts. Needs PostgreSQL's own
 * programs.
 */
@Tag("interop")
@Timeout(300)
@ExtendWith(Postgres.class)
class DumpInteropTest {
  private final Path directory;
  private final PostgresDatabase database;
  private final FullHistory history = new FullHistory();
  private final FullHistory later = new FullHistory();
  private final AtomicBoolean isEnough = new AtomicBoolean();
  private final JdbcStorage storage;
  private final List<String> standing;
  private final Thread writer;

  DumpInteropTest(PostgresDatabase database, @TempDir Path directory) throws Exception {
    this.database = database;
    this.directory = directory;
    this.storage =
        kept(JdbcStorage.postgresql(database.asOwner(), directory.resolve("waiting"))).open();
    history.fill(storage);
    this.standing = history.standing(storage);
    this.writer = new Thread(this::write);
    writer.start();
  }

  /** Longer than a clock was off. */
  private static JdbcStorageBuilder kept(JdbcStorageBuilder how) {
    Duration most = Duration.ofDays(300);
    return how.keepSamples(most).keepRollups(most, most);
  }

  private void write() {
    try {
      for (int i = 2; !isEnough.get(); i++) {
        later.samples(storage, later.today.minusSeconds(86_400L * (i % 90) - 500), 20);
        FullHistory.carry(storage);
        storage.upkeep();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void endWriting() throws InterruptedException {
    isEnough.set(true);
    writer.join();
  }

  @AfterEach
  void close() throws InterruptedException {
    endWriting();
    storage.close();
  }

  /** Runs a line of docs/backup.md against a database. */
  private void run(PostgresDatabase at, String command) throws Exception {
    Path said = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder program =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    program.environment().putAll(at.environment());
    int status = program.start().waitFor();
    assertEquals(0, status, () -> command + ": " + text(said));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void assertWhole(PostgresDatabase restored, String with) throws Exception {
    try (JdbcStorage opened =
        kept(JdbcStorage.postgresql(restored.asOwner(), directory.resolve(with))).open()) {
      assertEquals(standing, history.standing(opened));
      history.assertAmong(opened);
      history.assertChangesIn(opened);
      opened.upkeep();
      history.assertAmong(opened);
      FullHistory more = new FullHistory();
      more.samples(opened, more.today.plusSeconds(70_000), 3);
      FullHistory.carry(opened);
      more.assertAmong(opened);
    }
  }

  @Test
  @DisplayName("a dump made while it writes and compacts has everything, and is gone on with")
  void custom(PostgresDatabase restored) throws Exception {
    run(database, "pg_dump --format=custom --file=monitor.dump");
    run(
        restored,
        "pg_restore --exit-on-error --single-transaction --dbname=\"$PGDATABASE\" monitor.dump");
    assertWhole(restored, "fresh");
  }

  @Test
  @DisplayName("so has one as text, given to psql")
  void plain(PostgresDatabase restored) throws Exception {
    run(database, "pg_dump --no-owner --file=monitor.sql");
    run(restored, "psql --quiet --set=ON_ERROR_STOP=1 --single-transaction --file=monitor.sql");
    assertWhole(restored, "fresh");
  }

  @Test
  @DisplayName("with the directory of the program what happened since comes again, and once")
  void olderThanTheSpool(PostgresDatabase restored, PostgresDatabase again) throws Exception {
    run(database, "pg_dump --format=custom --file=monitor.dump");
    endWriting();
    history.events(storage, 7);
    FullHistory.carry(storage);
    List<String> now = history.standing(storage);
    storage.close();
    try (JdbcStorage opened = restoredWithDirectory(restored)) {
      assertEquals(now, history.standing(opened));
      history.assertChangesIn(opened);
      history.assertAmong(opened);
      history.events(opened, 2);
      FullHistory.carry(opened);
      history.assertChangesIn(opened);
    }
    try (JdbcStorage opened = restoredWithDirectory(again)) {
      history.assertChangesOnce(opened);
      history.assertAmong(opened);
      history.events(opened, 2);
      FullHistory.carry(opened);
      history.assertChangesOnce(opened);
    }
  }

  private JdbcStorage restoredWithDirectory(PostgresDatabase at) throws Exception {
    run(
        at,
        "pg_restore --exit-on-error --single-transaction --dbname=\"$PGDATABASE\" monitor.dump");
    JdbcStorage opened =
        kept(JdbcStorage.postgresql(at.asOwner(), directory.resolve("waiting"))).open();
    FullHistory.carry(opened);
    return opened;
  }
}
