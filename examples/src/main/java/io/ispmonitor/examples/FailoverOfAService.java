package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverEvent;
import io.ispmonitor.failover.FailoverStart;
import io.ispmonitor.failover.FailoverTarget;
import io.ispmonitor.failover.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The idea: orders go to a server, and to a file while the server is away. A {@link Failover} says
 * which of the two is to be used now, and brings what is in the file to the server when it is back.
 * The server is this program's own; it is stopped and started again. It knows the orders it has, so
 * one that comes twice is harmless.
 */
public final class FailoverOfAService {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private FailoverOfAService() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    Path file = Files.createTempFile("orders", ".txt");
    Shop shop = new Shop();
    shop.open();
    BlockingQueue<FailoverEvent> events = new LinkedBlockingQueue<>();
    RemoteOrders remote = new RemoteOrders(shop.uri());
    LocalOrders local = new LocalOrders(file);
    try (Failover<Orders> failover =
        Failover.<Orders>between("orders", remote, local)
            .check(orders -> remote.ping())
            .carryOver((from, to, progress) -> local.moveAllTo(to, progress))
            .interval(Duration.ofSeconds(1)) // all of it longer, where nobody watches
            .timeout(Duration.ofSeconds(1))
            .dwell(Duration.ofSeconds(1))
            .earlyCheckAfter(Duration.ofMillis(200))
            .start(FailoverStart.PRIMARY)
            .listener(events::add)
            .build()) {
      failover.start();
      take("order 1", failover, local, out);
      shop.close();
      out.println("(the server is stopped)");
      take("order 2", failover, local, out);
      tellWhen(FailoverTarget.FALLBACK, events, out);
      take("order 3", failover, local, out);
      shop.open();
      out.println("(the server is started)");
      tellWhen(FailoverTarget.PRIMARY, events, out);
      take("order 4", failover, local, out);
      out.println("the server has " + shop.orders);
    } finally {
      shop.close();
      Files.delete(file);
    }
  }

  /** What a caller does: it asks for the service each time, and loses nothing when that fails. */
  private static void take(
      String order, Failover<Orders> failover, LocalOrders local, PrintStream out)
      throws IOException, InterruptedException {
    Orders orders = failover.current();
    try {
      orders.add(order);
      out.println(order + " is taken by " + orders);
    } catch (IOException e) {
      local.add(order);
      failover.reportFailure(e.toString());
      out.println(order + " was not taken by " + orders + ", so " + local + " has it");
    }
  }

  private static void tellWhen(
      FailoverTarget wanted, BlockingQueue<FailoverEvent> events, PrintStream out)
      throws InterruptedException {
    FailoverEvent event;
    do {
      event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (event == null) {
        out.println("nothing happened for " + PATIENCE.toSeconds() + " s");
        return;
      }
    } while (!event.switched() || event.target() != wanted);
    out.println(event.target() + ": " + event.reason());
  }

  /** What the program needs, whoever does it. */
  private interface Orders {
    void add(String order) throws IOException, InterruptedException;
  }

  /** Over HTTP. */
  private record RemoteOrders(URI uri, HttpClient client) implements Orders {
    RemoteOrders(URI uri) {
      this(uri, HttpClient.newHttpClient());
    }

    @Override
    public void add(String order) throws IOException, InterruptedException {
      send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(order)));
    }

    void ping() throws IOException, InterruptedException {
      send(HttpRequest.newBuilder(uri).GET());
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
      HttpResponse<Void> response =
          client.send(
              request.timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() != 204) {
        throw new IOException("the server answered " + response.statusCode());
      }
    }

    @Override
    public String toString() {
      return "the server";
    }
  }

  /** In a file, one on each line. */
  private record LocalOrders(Path file) implements Orders {
    @Override
    public synchronized void add(String order) throws IOException {
      Files.writeString(file, order + "\n", StandardOpenOption.APPEND);
    }

    /** One after the other, and each leaves the file only when it has arrived. */
    void moveAllTo(Orders other, Progress progress) throws IOException, InterruptedException {
      for (List<String> waiting = all(); !waiting.isEmpty(); waiting = all()) {
        other.add(waiting.get(0));
        progress.carried(1);
        removeFirst();
      }
    }

    private synchronized List<String> all() throws IOException {
      return Files.readAllLines(file);
    }

    private synchronized void removeFirst() throws IOException {
      Files.write(file, all().subList(1, all().size()));
    }

    @Override
    public String toString() {
      return "the file";
    }
  }

  /** The server, which comes and goes. */
  private static final class Shop {
    final Set<String> orders = Collections.synchronizedSet(new TreeSet<>());
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpServer server = HttpServer.create();

    Shop() throws IOException {}

    void open() throws IOException {
      server = HttpServer.create(address, 0);
      address = server.getAddress();
      server.createContext(
          "/",
          exchange -> {
            byte[] order = exchange.getRequestBody().readAllBytes();
            if (order.length > 0) {
              orders.add(new String(order, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }

    URI uri() {
      return URI.create(
          "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
    }

    void close() {
      server.stop(0);
    }
  }
}
