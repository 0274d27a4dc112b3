package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.support.TcpProxy;
import io.ispmonitor.leadership.lease.WhenAway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real process that wants to be in charge, and what it says. */
final class InstanceProcess {
  private final String id;
  private final int run;
  private final Process process;
  private final @Nullable TcpProxy line;

  /** When it was sure of a token, at first and at last, by the clock that all processes share. */
  private final Map<Long, long[]> sure = new ConcurrentHashMap<>();

  private volatile long highest;
  private volatile long safe;

  private InstanceProcess(String id, int run, Process process, @Nullable TcpProxy line) {
    this.id = id;
    this.run = run;
    this.process = process;
    this.line = line;
  }

  /**
   * Starts one.
   *
   * @param run how often it was started before
   * @param port of the server, which it reaches by a line of its own; 0 for files
   */
  static InstanceProcess start(String id, int run, int port, Path directory, WhenAway policy)
      throws IOException {
    TcpProxy line = port == 0 ? null : new TcpProxy("127.0.0.1", port);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                InstanceChild.class.getName(),
                id,
                Integer.toString(run),
                line == null ? InstanceChild.FILES : Integer.toString(line.port()),
                directory.resolve(id).toString(),
                policy.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    InstanceProcess started = new InstanceProcess(id, run, process, line);
    Thread reader = new Thread(started::read, "reads " + id);
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void read() {
    try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String text = said.readLine(); text != null; text = said.readLine()) {
        String[] words = text.split(" ", -1);
        if (words[0].equals("safe")) {
          safe = Long.parseLong(words[1]);
        } else {
          leads(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It was sure of a token at some moment between two. */
  private void leads(long token, long after, long before) {
    sure.merge(
        token,
        new long[] {before, after},
        (old, now) -> new long[] {Math.min(old[0], now[0]), Math.max(old[1], now[1])});
    highest = Math.max(highest, token);
  }

  String id() {
    return id;
  }

  int run() {
    return run;
  }

  TcpProxy line() {
    return Objects.requireNonNull(line, "line");
  }

  /** The device it stores samples of. */
  String device() {
    return InstanceChild.device(id, run);
  }

  /** The highest token it was sure of; 0 for none. */
  long highest() {
    return highest;
  }

  long firstOf(long token) {
    return Objects.requireNonNull(sure.get(token))[0];
  }

  boolean isSureSince(long nanos) {
    long[] last = sure.get(highest);
    return last != null && last[1] - nanos >= 0;
  }

  Map<Long, long[]> sure() {
    return sure;
  }

  /** Waits until it stores something, for some seconds. */
  void awaitWork() throws InterruptedException {
    long before = safe;
    for (int i = 0; i < 500 && safe == before; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** How many samples it has said to be safe. */
  long safe() {
    return safe;
  }

  void stop() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void kill() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      if (line != null) {
        line.close();
      }
    }
  }

  @Override
  public String toString() {
    return "%s run %d (%s, tokens %s, %d safe)"
        .formatted(id, run, process.isAlive() ? "alive" : "ended", sure.keySet(), safe);
  }
}
