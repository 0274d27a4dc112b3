package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The lock on a directory")
@Timeout(60)
class DirectoryLockTest {
  @TempDir Path directory;

  @Test
  @DisplayName("is kept when the process asks for it once more before it has signed")
  void askedForTwice() throws Exception {
    try (DirectoryLock lock = DirectoryLock.of(directory)) {
      assertEquals(1, lockedElsewhere());
      Files.delete(directory.resolve("owner")); // as another thread finds it a moment before
      assertThrows(IOException.class, () -> DirectoryLock.of(directory));
      assertEquals(1, lockedElsewhere(), "another process cannot have it either");
    }
    DirectoryLock.of(directory).close();
    assertEquals(0, lockedElsewhere());
  }

  /** What another process finds: 0 when it got the lock, 1 when not. */
  private int lockedElsewhere() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            directory.resolve("lock").toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** The other process. */
  static final class Child {
    private Child() {}

    /** Tries to lock a file. */
    public static void main(String[] args) throws IOException {
      try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        System.exit(file.tryLock() == null ? 1 : 0);
      }
    }
  }
}
