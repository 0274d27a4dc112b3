package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.HistoryException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of SQLite are copied while a storage writes into them, and opened again. */
@Timeout(300)
class FileBackupTest {
  private final Path directory;
  private final Path files;

  FileBackupTest(@TempDir Path directory) {
    this.directory = directory;
    this.files = directory.resolve("files");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  @DisplayName("all that was stored before is in a backup, whatever is written and compacted since")
  void whileItRuns() throws Exception {
    FullHistory history = new FullHistory();
    FullHistory later = new FullHistory();
    List<String> standing;
    Path backup = directory.resolve("backup");
    try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      history.fill(storage);
      standing = history.standing(storage);
      AtomicBoolean isEnough = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 2; !isEnough.get(); i++) {
                  later.samples(storage, later.today.minusSeconds(86_400L * i - 500), 20);
                  carry(storage);
                  storage.upkeep();
                }
              });
      writer.start();
      for (int round = 0; round < 5; round++) {
        storage.backup(directory.resolve("backup-" + round));
      }
      isEnough.set(true);
      writer.join();
      Files.move(directory.resolve("backup-4"), backup);
      assertThrows(FileAlreadyExistsException.class, () -> storage.backup(backup));
    }
    for (int round = 0; round < 4; round++) {
      try (JdbcStorage restored = JdbcStorage.sqlite(directory.resolve("backup-" + round)).open()) {
        assertHas(history, restored, standing);
        restored.upkeep();
        assertHas(history, restored, standing);
      }
    }
  }

  /** What was stored besides comes between it. */
  private static void assertHas(FullHistory history, JdbcStorage storage, List<String> standing) {
    history.assertAmong(storage);
    assertEquals(standing, history.standing(storage));
  }

  private static void carry(JdbcStorage storage) {
    try {
      FullHistory.carry(storage);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName(
      "with the spools as they were, what was carried since comes again, and nothing twice")
  void withSpools() throws Exception {
    FullHistory history = new FullHistory();
    Path backup = directory.resolve("backup");
    Path restored = directory.resolve("restored");
    List<String> standing;
    try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      history.fill(storage);
      storage.backup(backup);
      history.samples(storage, history.today.plusSeconds(50_000), 3);
      history.events(storage, 4);
      standing = history.standing(storage);
    }
    copy(files, restored);
    try (Stream<Path> old = Files.list(restored)) {
      for (Path file : old.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    copy(backup, restored);
    for (int start = 0; start < 2; start++) {
      try (JdbcStorage storage = JdbcStorage.sqlite(restored).open()) {
        FullHistory.carry(storage);
        assertEquals(standing, history.standing(storage));
      }
    }
  }

  @Test
  @DisplayName("a backup that fails leaves nothing behind, and can be made again")
  void failed() throws Exception {
    Path backup = directory.resolve("backup");
    try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      new FullHistory().fill(storage);
      Path file;
      try (Stream<Path> all = Files.list(files)) {
        file =
            all.filter(is -> String.valueOf(is.getFileName()).matches("rollups-.*\\.db"))
                .findFirst()
                .orElseThrow();
      }
      byte[] whole = Files.readAllBytes(file);
      Files.writeString(
          file, "this is not a database, and long enough to look like one".repeat(99));
      assertThrows(HistoryException.class, () -> storage.backup(backup));
      assertFalse(Files.exists(directory.resolve("backup.part")));
      Files.write(file, whole);
      storage.backup(backup);
      assertTrue(Files.exists(backup));
    }
  }

  @Test
  @DisplayName("a backup that breaks off is not taken for a whole one")
  void brokenOff() throws Exception {
    try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      new FullHistory().fill(storage);
      Files.createDirectory(directory.resolve("backup.part"));
      Path backup = directory.resolve("backup");
      IOException refused = assertThrows(IOException.class, () -> storage.backup(backup));
      assertTrue(String.valueOf(refused.getMessage()).contains("backup.part is there already"));
      assertFalse(Files.exists(backup));
    }
  }
}
