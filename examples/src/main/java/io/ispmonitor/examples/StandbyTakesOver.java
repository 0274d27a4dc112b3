package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The idea: two programs over one PostgreSQL. The one in charge tells of an outage and is killed;
 * the other one takes over, knows of the outage, and tells of its end. See {@link WatchInTurn} for
 * what each of them does.
 */
public final class StandbyTakesOver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<Process> programs = new ArrayList<>();
  private final Path directory;
  private final PrintStream out;

  private StandbyTakesOver(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("standby");
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(directory.resolve("data"))
                .setLocaleConfig("locale", "C")
                .start();
        StandbyTakesOver example = new StandbyTakesOver(directory, out)) {
      example.play(server.getPort());
    } finally {
      Scratch.delete(directory);
    }
  }

  private void play(int database) throws IOException, InterruptedException {
    HttpServer page = page(0);
    HttpServer other = page(0);
    int port = page.getAddress().getPort();
    int[] ports = {port, other.getAddress().getPort()};
    try {
      Process east = start("east", database, ports);
      awaitLine("east: in charge");
      start("west", database, ports);
      awaitLine("west: waits: the lease");
      page.stop(0);
      out.println("(the page is stopped)");
      awaitLine("east: tells");
      east.destroyForcibly().waitFor();
      out.println("(east is killed)");
      awaitLine("west: in charge");
      page = page(port);
      out.println("(the page is there again)");
      awaitLine("west: tells OK");
    } finally {
      page.stop(0);
      other.stop(0);
    }
  }

  private static HttpServer page(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Process start(String id, int database, int... pages) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                classPath(),
                WatchInTurn.class.getName(),
                id,
                "127.0.0.1",
                Integer.toString(database),
                directory.resolve(id).toString(),
                "KEEP_SENDING"));
    for (int page : pages) {
      words.add("http://127.0.0.1:" + page);
    }
    Process program =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    programs.add(program);
    Thread reader = new Thread(() -> read(program), "reads " + id);
    reader.setDaemon(true);
    reader.start();
    return program;
  }

  /** Maven runs examples by a class loader of its own. */
  private static String classPath() {
    if (!(StandbyTakesOver.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    return Stream.of(loader.getURLs())
        .map(url -> Path.of(URI.create(url.toString())).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void read(Process program) {
    try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitLine(String begin) throws InterruptedException {
    String line;
    do {
      line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      out.println(line == null ? "nothing was said in a minute" : line);
    } while (line != null && !line.startsWith(begin));
  }

  @Override
  public void close() throws InterruptedException {
    for (Process program : programs) {
      program.destroyForcibly().waitFor();
    }
  }
}
