package io.ispmonitor.examples;

import io.ispmonitor.leadership.lease.WhenAway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link WatchInTurn} in a real process, in a network namespace. */
final class Watcher {
  private final String id;
  private final Cable cable;
  private final Process process;
  private volatile boolean isLeading;
  private boolean isStopped;

  private Watcher(String id, Cable cable, Process process) {
    this.id = id;
    this.cable = cable;
    this.process = process;
  }

  /** Starts one; what it says is added to a list. */
  static Watcher start(
      String id,
      Cable cable,
      Path directory,
      WhenAway policy,
      List<WatchedPage> pages,
      List<String> said)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                WatchInTurn.class.getName(),
                id,
                cable.databaseHost(),
                Integer.toString(cable.databasePort()),
                directory.toString(),
                policy.name()));
    pages.forEach(page -> words.add(page.url(cable.pagesHost())));
    Process process = cable.inside(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Watcher watcher = new Watcher(id, cable, process);
    Thread reader = new Thread(() -> watcher.read(said), "reads " + id);
    reader.setDaemon(true);
    reader.start();
    return watcher;
  }

  private void read(List<String> said) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(id + ": has the lease")) {
          isLeading = true;
        } else if (line.startsWith(id + ": waits") || line.startsWith(id + ": does not know")) {
          isLeading = false;
        }
        said.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return id;
  }

  Cable cable() {
    return cable;
  }

  /** Whether it was in charge when it said something last. */
  boolean isLeading() {
    return isLeading && !isStopped && process.isAlive();
  }

  void stop() {
    isStopped = true;
    Cable.sh("kill -STOP " + process.pid());
  }

  void goOn() {
    Cable.sh("kill -CONT " + process.pid());
    isStopped = false;
  }

  void kill() {
    isLeading = false;
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
