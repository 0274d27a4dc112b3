package io.ispmonitor.examples.ntfy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.contract.NotificationChannelContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** Passes the contract, against a server that takes what ntfy takes. */
class NtfyChannelTest extends NotificationChannelContract {
  private static final String TOPIC = "towers-7f3a9c";
  private static final String TOKEN = "tk_noc_4711";

  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable CountDownLatch silent;
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
      exchange.sendResponseHeaders(status, -1);
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
