package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The idea: not every device can be pinged, so a probe is a small interface that anybody can
 * implement. {@link HttpProbe} asks a web server, without blocking; the monitor does the rest:
 * schedule, deadline, confirmation, states. The server is this program's own, and is stopped.
 */
public final class OwnProbe {
  private static final long PATIENCE_SECONDS = 10;

  private OwnProbe() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    BlockingQueue<StateChange> changes = new LinkedBlockingQueue<>();
    HttpServer server = startServer();
    try (Monitor monitor =
        Monitor.builder()
            .device(deviceOf(server))
            .probe(new HttpProbe(), Schedule.every(Duration.ofMillis(500)))
            .onStateChange(changes::add)
            .build()) {
      monitor.start();
      tellUntil(DeviceState.UP, changes, out);
      server.stop(0);
      out.println("(the server is stopped)");
      tellUntil(DeviceState.DOWN, changes, out);
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer startServer() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Device deviceOf(HttpServer server) {
    InetSocketAddress at = server.getAddress();
    return Device.named("portal")
        .kind(DeviceKind.SERVER)
        .address(at.getAddress())
        .label(HttpProbe.URL, "http://" + at.getAddress().getHostAddress() + ":" + at.getPort())
        .build();
  }

  private static void tellUntil(
      DeviceState wanted, BlockingQueue<StateChange> changes, PrintStream out)
      throws InterruptedException {
    StateChange change;
    do {
      change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (change == null) {
        out.println("no change in " + PATIENCE_SECONDS + " s");
        return;
      }
      out.println(change.device() + " is " + change.to() + ": " + change.evidence().reason());
    } while (change.to() != wanted);
  }
}
