package io.ispmonitor.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of a test's own with two ways out: to the pages, and to the database, which
 * can be cut. Closing it takes it away with all that is in it.
 */
final class Cable implements AutoCloseable {
  private final String name;
  private final int number;
  private final ServerSocket relay;
  private final int database;

  Cable(int number, int database) throws IOException {
    this.number = number;
    this.database = database;
    this.name = "ispmon-%d-%d".formatted(ProcessHandle.current().pid(), number);
    sh("ip netns add " + name);
    try {
      connect("p", pagesHost(), address(0, 2));
      connect("d", databaseHost(), address(1, 2));
      relay = new ServerSocket();
      relay.bind(new InetSocketAddress(databaseHost(), 0));
    } catch (IOException | RuntimeException | Error e) {
      sh("ip netns del " + name);
      throw e;
    }
    daemon(this::accept);
  }

  /** Of the range for tests of devices, RFC 2544. */
  private String address(int way, int end) {
    return "198.18.%d.%d".formatted(number * 2 + way, end);
  }

  private String end(String way) {
    return "im" + way + number + "x" + ProcessHandle.current().pid();
  }

  private void connect(String way, String here, String there) {
    sh(
        "ip link add %s type veth peer name %s netns %s && ip addr add %s/30 dev %s"
            .formatted(end(way), way, name, here, end(way)));
    sh("ip link set dev %s up".formatted(end(way)));
    sh("ip netns exec %s ip addr add %s/30 dev %s".formatted(name, there, way));
    sh("ip netns exec %s ip link set dev %s up".formatted(name, way));
  }

  String pagesHost() {
    return address(0, 1);
  }

  String databaseHost() {
    return address(1, 1);
  }

  int databasePort() {
    return relay.getLocalPort();
  }

  /** Nothing gets to the database any more, nor back. */
  void cut() {
    sh("ip netns exec %s ip link set dev d down".formatted(name));
  }

  void mend() {
    sh("ip netns exec %s ip link set dev d up".formatted(name));
  }

  ProcessBuilder inside(List<String> command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
    words.addAll(command);
    return new ProcessBuilder(words);
  }

  /** The database listens on loopback alone. */
  private void accept() {
    while (!relay.isClosed()) {
      try {
        Socket from = relay.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), database);
        daemon(() -> pass(from, to));
        daemon(() -> pass(to, from));
      } catch (IOException e) {
        if (!relay.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // one end is gone, and both are closed
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  static void sh(String command) {
    try {
      Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("failed: " + command);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      relay.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      // the ends first: those of a namespace that is taken away go later, and whoever comes next
      // may want their names
      sh("ip link del %s && ip link del %s".formatted(end("p"), end("d")));
      sh("ip netns del " + name);
    }
  }
}
