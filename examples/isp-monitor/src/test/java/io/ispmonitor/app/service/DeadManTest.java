package io.ispmonitor.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadManTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final AtomicInteger answer = new AtomicInteger(200);
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  @DisplayName("is heard each minute while all is well, and silent when it is not")
  void beats() throws InterruptedException {
    try (DeadMan heart = DeadMan.calling(url(), time, trouble::get)) {
      time.advance(Duration.ZERO);
      assertEquals("/token-of-mine", heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
      await(() -> heart.health().detail().startsWith("heard at"));
      time.advance(Duration.ofMinutes(1));
      assertNotNull(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
      await(() -> heart.health().detail().equals("heard at " + time.instant()));
      trouble.set(Optional.of("the judge stands still"));
      time.advance(Duration.ofMinutes(1));
      assertEquals(HealthStatus.DEGRADED, heart.health().status());
      Instant failing = time.instant();
      time.advance(Duration.ofMinutes(1));
      String detail = heart.health().detail();
      assertTrue(detail.contains("the judge stands still"), detail);
      assertTrue(detail.contains("since " + failing), detail);
      assertTrue(detail.contains("heard last at "), detail);
      trouble.set(Optional.empty());
      time.advance(Duration.ofMinutes(1));
      assertNotNull(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
      await(() -> heart.health().status() == HealthStatus.HEALTHY);
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  @DisplayName("an answer that is none is told, without the address")
  void refused() {
    answer.set(404);
    try (DeadMan heart = DeadMan.calling(url(), time, trouble::get)) {
      time.advance(Duration.ZERO);
      await(() -> heart.health().status() == HealthStatus.DEGRADED);
      assertTrue(heart.health().detail().contains("404"), heart.health().detail());
      server.stop(0);
      time.advance(Duration.ofMinutes(1));
      await(() -> !heart.health().detail().contains("404"));
      assertFalse(heart.health().toString().contains("token"), heart.health().toString());
    }
  }

  @Test
  @DisplayName("an address that is none is refused, and not repeated")
  void address() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> DeadMan.calling(Secret.of("ftp://token-of-mine"), time, trouble::get));
    assertFalse(String.valueOf(refused.getMessage()).contains("token"));
  }

  private Secret url() {
    return Secret.of("http://127.0.0.1:%d/token-of-mine".formatted(server.getAddress().getPort()));
  }

  /** The client answers on threads of its own, in real time. */
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within " + LIMIT);
      Thread.onSpinWait();
    }
  }
}
