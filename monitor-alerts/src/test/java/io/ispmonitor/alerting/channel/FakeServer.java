package io.ispmonitor.alerting.channel;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A web server on this machine that speaks some vendor's protocol, or is in trouble. */
final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function<Asked, Says> vendor;
  private final Deque<Says> troubles = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable CountDownLatch silence;

  private FakeServer(HttpServer server, Function<Asked, Says> vendor) {
    this.server = server;
    this.vendor = vendor;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What came. */
  record Asked(String method, URI uri, Headers headers, String text) {
    String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /** What is answered; with a length beyond the body the connection breaks in the middle. */
  record Says(int status, Map<String, String> headers, String body, int missing, boolean hangs) {
    static Says of(int status, String body) {
      return new Says(status, Map.of(), body, 0, false);
    }

    Says with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Says(status, more, body, missing, hangs);
    }

    Says broken() {
      return new Says(status, headers, body, 1_000, false);
    }

    /** After the body nothing comes any more, and the connection stays. */
    Says hanging() {
      return new Says(status, headers, body, 1_000, true);
    }
  }

  /** The vendor would not take it. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  static FakeServer start(Function<Asked, Says> vendor) {
    try {
      return new FakeServer(HttpServer.create(loopback(), 0), vendor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeServer start(Function<Asked, Says> vendor, SSLContext identity) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(identity));
      return new FakeServer(server, vendor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  URI uri() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
  }

  /** The next request is answered with this, whatever it is. */
  synchronized FakeServer next(Says trouble) {
    troubles.add(trouble);
    return this;
  }

  /** From now on nothing is answered; the latch comes down when something came. */
  synchronized CountDownLatch fallSilent() {
    CountDownLatch came = new CountDownLatch(1);
    silence = came;
    return came;
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked last() {
    List<Asked> all = asked();
    return all.get(all.size() - 1);
  }

  /** What the vendor would not have taken, and why. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Says says =
          answer(
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders(),
                  body));
      says.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] answer = says.body().getBytes(StandardCharsets.UTF_8);
      int length = answer.length + says.missing();
      exchange.sendResponseHeaders(says.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer);
      exchange.getResponseBody().flush();
      if (says.hangs()) {
        awaitEnd();
      }
    }
  }

  private Says answer(Asked request) {
    CountDownLatch came;
    Says trouble;
    synchronized (this) {
      asked.add(request);
      came = silence;
      trouble = troubles.poll();
    }
    if (came != null) {
      came.countDown();
      awaitEnd();
    }
    try {
      Says says = vendor.apply(request); // also in trouble: what we send must always be right
      return trouble == null ? says : trouble;
    } catch (RuntimeException e) {
      synchronized (this) {
        complaints.add(e.toString());
      }
      return Says.of(400, "{\"ok\":false,\"description\":\"" + e.getClass().getName() + "\"}");
    }
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
