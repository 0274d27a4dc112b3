package io.ispmonitor.app.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that takes messages as Telegram's does, and remembers when each came. */
final class FakeTelegram implements AutoCloseable {
  static final String TOKEN = "123456:fake-token-of-a-test";

  private final ObjectMapper json = new ObjectMapper();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  FakeTelegram(InetAddress at) throws IOException {
    server = HttpServer.create(new InetSocketAddress(at, 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** A message that came. */
  record Told(Instant at, String text) {}

  /** The address that a channel is given as its base. */
  String base() {
    InetSocketAddress at = server.getAddress();
    return "http://%s:%d".formatted(at.getAddress().getHostAddress(), at.getPort());
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = json.readTree(exchange.getRequestBody().readNBytes(1 << 20));
      String path = exchange.getRequestURI().getPath();
      boolean isRight = path.startsWith("/bot" + TOKEN + "/");
      if (isRight && path.endsWith("/sendMessage")) {
        told.add(new Told(Instant.now(), request.path("text").asText()));
      }
      byte[] answer =
          (isRight
                  ? "{\"ok\":true,\"result\":{\"message_id\":%d,\"chat\":{\"id\":1}}}"
                      .formatted(told.size())
                  : "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(isRight ? 200 : 401, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
