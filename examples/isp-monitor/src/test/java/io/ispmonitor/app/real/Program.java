package io.ispmonitor.app.real;

import io.ispmonitor.app.IspMonitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** isp-monitor in a process of its own, and all that it says. */
final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Process process;
  private final Thread reader;

  private Program(Process process) {
    this.process = process;
    reader = new Thread(this::read, "reads " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it.
   *
   * @param prefix what starts it, such as a command that enters a namespace; may be empty
   * @param environment what is added to ours
   */
  static Program start(List<String> prefix, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command());
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Program(builder.start());
  }

  /** What runs the program in a JVM like this one. */
  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        IspMonitor.class.getName());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Waits for a line like this. */
  String await(String what, Predicate<String> line) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < end) {
      for (String one : said) {
        if (line.test(one)) {
          return one;
        }
      }
      if (!process.isAlive()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("it did not say " + what + ":\n" + String.join("\n", said));
  }

  List<String> said() {
    return List.copyOf(said);
  }

  /** Ends it at once, as a machine that loses its power does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and tells how long that took. */
  Duration stop() throws InterruptedException {
    long begin = System.nanoTime();
    process.toHandle().destroy(); // what it says in the end can still be read
    awaitEnd();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Sends it a signal, such as INT. */
  void signal(String name) throws IOException, InterruptedException {
    Shell.run("kill -%s %d".formatted(name, process.pid()));
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Waits until it has ended and all that it said is read, and tells its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end:\n" + String.join("\n", said));
    }
    reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
