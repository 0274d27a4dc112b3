package io.ispmonitor.examples.ntfy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.contract.NotificationChannelContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Passes the contract, against a server that takes what ntfy takes. */
class NtfyChannelTest extends NotificationChannelContract {
  private static final String TOPIC = "towers-7f3a9c";
  private static final String TOKEN = "tk_noc_4711";

  private static final Notice NOTICE =
      new Notice(
          "n-1",
          "i-1",
          Notice.Kind.TEST,
          Severity.INFO,
          Instant.parse("2026-11-22T12:00:00Z"),
          Message.of("Hello"),
          List.of(),
          null,
          false);

  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable CountDownLatch silent;
  private volatile boolean drips;
  private HttpServer server;

  NtfyChannelTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      CountDownLatch came = silent;
      if (came != null) {
        came.countDown();
        end.await();
      }
      int status = status(exchange, body);
      if (status == 200) {
        messages.add(new String(body, StandardCharsets.UTF_8));
      }
      exchange.sendResponseHeaders(status, drips ? 1_000 : -1);
      if (drips) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int status(HttpExchange exchange, byte[] body) {
    boolean isKnown =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!isKnown) {
      return 401;
    } else if (!exchange.getRequestURI().getPath().equals("/" + TOPIC)) {
      return 404;
    }
    String priority = exchange.getRequestHeaders().getFirst("Priority");
    boolean isRight = priority != null && priority.matches("[1-5]") && body.length <= 4_096;
    return isRight ? 200 : 400;
  }

  private ChannelSettings settings(Map<String, String> words) {
    return new ChannelSettings(
        "noc", words, Map.of("topic", Secret.of(TOPIC), "token", Secret.of(TOKEN)));
  }

  @Override
  protected NotificationChannel newChannel() {
    ChannelFactory factory =
        ServiceLoader.load(ChannelFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(is -> is.type().equals("ntfy"))
            .findFirst()
            .orElseThrow();
    String address = "http://localhost:" + server.getAddress().getPort() + "/";
    return factory.create("noc", settings(Map.of("server", address)));
  }

  @Override
  protected List<String> shown() {
    return List.copyOf(messages);
  }

  @Override
  protected void makeUnreachable() {
    server.stop(0);
  }

  @Override
  protected CountDownLatch makeSilent() {
    CountDownLatch came = new CountDownLatch(1);
    silent = came;
    return came;
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOPIC, TOKEN);
  }

  private static NtfyChannel channel(String server, String topic, String token) {
    return new NtfyChannel("noc", URI.create(server), Secret.of(topic), Secret.of(token));
  }

  @Test
  @DisplayName("a topic, token or server that cannot be right is refused without being shown")
  void refusals() {
    for (String topic : List.of("", "a/b", "../x", "a b", "noc\r\nX: y", "\u00e9")) {
      assertRefused(topic, () -> channel("https://ntfy.sh/", topic, TOKEN));
    }
    for (String token : List.of("", "tk\n", "tk a", "tk\r\nX: y", "\u00e9")) {
      assertRefused(token, () -> channel("https://ntfy.sh/", TOPIC, token));
    }
    for (String server :
        List.of("ntfy.sh", "ftp://ntfy.sh/", "mailto:a@b", "https:///x", "https://a/?b")) {
      assertThrows(IllegalArgumentException.class, () -> channel(server, TOPIC, TOKEN), server);
    }
  }

  private static void assertRefused(String secret, Executable making) {
    String refusal =
        String.valueOf(assertThrows(IllegalArgumentException.class, making).getMessage());
    assertTrue(secret.isEmpty() || !refusal.contains(secret), refusal);
  }

  @Test
  @DisplayName("a server is written to with or without a slash at its end")
  void slash() throws InterruptedException {
    String address = "http://localhost:" + server.getAddress().getPort();
    try (NtfyChannel channel = channel(address, TOPIC, TOKEN)) {
      assertEquals(DeliveryResult.delivered(), channel.deliver(NOTICE));
    }
  }

  @Test
  @DisplayName("an answer that does not end is none")
  void dripping() throws InterruptedException {
    drips = true;
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    Duration patience = Duration.ofMillis(300);
    try (NtfyChannel channel =
        new NtfyChannel("noc", address, Secret.of(TOPIC), Secret.of(TOKEN), patience)) {
      assertInstanceOf(DeliveryResult.TryLater.class, channel.deliver(NOTICE));
    }
  }

  @Test
  @DisplayName("a setting that is misspelt is refused by its name")
  void misspelt() {
    String refusal =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new NtfyChannelFactory().create("noc", settings(Map.of("sever", "x"))))
                .getMessage());
    assertTrue(refusal.contains("nothing is called [sever]"), refusal);
    assertEquals("ntfy", new NtfyChannelFactory().type());
  }
}
