package io.ispmonitor.benchmarks.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes what webhooks post, whoever they are, and writes a line for each into a file: when its last
 * byte came, in microseconds since 1970, a space, and the body. Writes the port it listens on to
 * the standard output.
 */
public final class NoticeReceiver {
  private static final int THREADS = 4;
  private static final int NO_CONTENT = 204;

  private final BufferedWriter file;

  private NoticeReceiver(BufferedWriter file) {
    this.file = file;
  }

  /** Receives until its standard input ends. Argument: the file. */
  public static void main(String[] args) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (BufferedWriter file = Files.newBufferedWriter(Path.of(args[0]))) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", new NoticeReceiver(file)::receive);
      server.start();
      new PrintStream(System.out, true, StandardCharsets.US_ASCII)
          .println(server.getAddress().getPort());
      while (System.in.read() >= 0) {
        // Nothing is asked of it.
      }
      server.stop(0);
    } finally {
      threads.shutdown();
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      write(Instant.now(), new String(body, StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(NO_CONTENT, -1);
    }
  }

  private synchronized void write(Instant at, String body) throws IOException {
    file.write(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    file.write(' ');
    file.write(body.replaceAll("\\s*\\R\\s*", " ").strip());
    file.newLine();
    file.flush();
  }
}
