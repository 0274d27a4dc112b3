package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The idea: a monitor keeps its history in files, without a server, and finds it again after a
 * restart. The first run sees a server of this program's own go away; the second knows since when,
 * before it has asked anybody.
 */
public final class HistoryInSqlite {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private HistoryInSqlite() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("history");
    try {
      firstRun(directory, out);
      secondRun(directory, out);
    } finally {
      Scratch.delete(directory);
    }
  }

  private static void firstRun(Path directory, PrintStream out)
      throws IOException, InterruptedException {
    BlockingQueue<StateChange> changes = new LinkedBlockingQueue<>();
    HttpServer server = HttpServer.create(local(), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (JdbcStorage storage = JdbcStorage.sqlite(directory).open();
        Monitor monitor =
            Monitor.builder()
                .device(deviceOf(server.getAddress()))
                .probe(new HttpProbe(), Schedule.every(Duration.ofMillis(500)))
                .metrics(storage.metrics())
                .stateLog(storage.states())
                .with(storage.health()) // so that the monitor's own health tells of the storage
                .onStateChange(changes::add)
                .build()) {
      monitor.start();
      await(DeviceState.UP, changes, out);
      server.stop(0);
      await(DeviceState.DOWN, changes, out);
      out.println("carried into the files: " + storage.flush(PATIENCE));
    } finally {
      server.stop(0);
    }
  }

  private static void secondRun(Path directory, PrintStream out) throws IOException {
    try (JdbcStorage storage = JdbcStorage.sqlite(directory).open()) {
      out.println("(the program was started again)");
      for (StateChange last : storage.states().latest()) {
        out.println(last.device() + " was " + last.to() + " when it ended");
      }
      Instant now = Instant.now();
      storage
          .states()
          .read("portal", now.minus(Duration.ofHours(1)), now)
          .forEach(change -> out.println("history: " + change.from() + " to " + change.to()));
    }
  }

  private static InetSocketAddress local() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static Device deviceOf(InetSocketAddress at) {
    return Device.named("portal")
        .kind(DeviceKind.SERVER)
        .address(at.getAddress())
        .label(HttpProbe.URL, "http://" + at.getAddress().getHostAddress() + ":" + at.getPort())
        .build();
  }

  private static void await(DeviceState wanted, BlockingQueue<StateChange> changes, PrintStream out)
      throws InterruptedException {
    StateChange change;
    do {
      change = changes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (change == null) {
        out.println("no change in " + PATIENCE.toSeconds() + " s");
        return;
      }
    } while (change.to() != wanted);
    out.println(change.device() + " is " + change.to());
  }
}
