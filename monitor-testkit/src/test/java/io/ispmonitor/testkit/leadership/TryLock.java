package io.ispmonitor.testkit.leadership;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Says whether another process than this one has a lock: a process's own locks stop it nowhere. */
final class TryLock {
  private static final int TAKEN = 7;

  private TryLock() {}

  /** Whether another process finds the file locked. */
  static boolean isTaken(Path file) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String classes = Objects.requireNonNull(System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(java, "-cp", classes, TryLock.class.getName(), file.toString())
            .inheritIO()
            .start();
    int answer = process.waitFor();
    if (answer != 0 && answer != TAKEN) {
      throw new IllegalStateException("the other process ended with " + answer);
    }
    return answer == TAKEN;
  }

  /** Tries it in a process of its own. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      System.exit(channel.tryLock() == null ? TAKEN : 0);
    }
  }
}
