package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.PrometheusText;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The idea: what runs the program asks {@code /health} whether to restart it, and Prometheus
 * fetches {@code /metrics}. Only a monitoring that fails is a reason to restart; one that is
 * degraded goes on working, and a tower that is down does not concern it at all. The health is
 * ready at any time, whatever hangs. The metrics come from the store, which may hang, so threads of
 * their own wait for it; when they all do, whoever fetches is told to come later.
 *
 * <p>Whoever may connect sees the names of devices and what exceptions say, so it listens on the
 * loopback interface alone.
 */
public final class HealthEndpoint implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 16;
  private static final DeviceExport DEVICES = DeviceExport.of("ping.rtt").atMost(1_000);

  private final Monitor monitor;
  private final HttpServer server;
  private final ExecutorService workers = pool(WAITING, new ThreadPoolExecutor.CallerRunsPolicy());
  private final ExecutorService scrapes = pool(THREADS, new ThreadPoolExecutor.AbortPolicy());

  private HealthEndpoint(Monitor monitor, HttpServer server) {
    this.monitor = monitor;
    this.server = server;
  }

  private static ExecutorService pool(int waiting, RejectedExecutionHandler beyond) {
    return new ThreadPoolExecutor(
        THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), beyond);
  }

  /**
   * Begins to answer.
   *
   * @param port where; 0 for any that is free
   */
  public static HealthEndpoint open(Monitor monitor, int port) throws IOException {
    InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HealthEndpoint endpoint = new HealthEndpoint(monitor, HttpServer.create(at, WAITING));
    endpoint.server.setExecutor(endpoint.workers);
    endpoint.server.createContext("/", exchange -> answer(exchange, endpoint::page));
    endpoint.server.createContext("/metrics", endpoint::scrape);
    endpoint.server.start();
    return endpoint;
  }

  /** Where it answers. */
  public URI uri() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    scrapes.shutdownNow();
  }

  private void scrape(HttpExchange exchange) throws IOException {
    try {
      scrapes.execute(() -> answerAside(exchange));
    } catch (RejectedExecutionException e) {
      answer(exchange, busy -> send(busy, 503, "text/plain", "the store takes too long\n"));
    }
  }

  private void answerAside(HttpExchange exchange) {
    try {
      answer(exchange, this::page);
    } catch (IOException e) {
      // Whoever fetched has gone; there is nobody left to tell.
    }
  }

  private static void answer(HttpExchange exchange, HttpHandler page) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        page.handle(exchange);
      } else {
        send(exchange, 405, "text/plain", "only GET is answered here\n");
      }
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/health" -> health(exchange);
      case "/metrics" -> metrics(exchange);
      default -> send(exchange, 404, "text/plain", "there are /health and /metrics\n");
    }
  }

  private void health(HttpExchange exchange) throws IOException {
    HealthReport report = monitor.health();
    int code = report.status() == HealthStatus.FAILING ? 503 : 200;
    send(exchange, code, "application/json", report.toJson());
  }

  private void metrics(HttpExchange exchange) throws IOException {
    StringBuilder text = new StringBuilder();
    PrometheusText.write(monitor.meters(), text);
    PrometheusText.write(monitor.read(DEVICES), text);
    send(exchange, 200, PrometheusText.CONTENT_TYPE, text.toString());
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    try (ScriptedProbe probe = ScriptedProbe.in(TimeSource.system()); // so that anybody may run it
        Monitor monitor =
            Monitor.builder()
                .device(Device.of("tower", InetAddress.getLoopbackAddress()))
                .probe(probe, Schedule.every(Duration.ofMillis(100)))
                .build();
        HealthEndpoint endpoint = HealthEndpoint.open(monitor, 0)) {
      monitor.start();
      HttpResponse<String> health = get(endpoint, "/health");
      out.println("/health says " + health.statusCode() + ": " + head(health.body()));
      get(endpoint, "/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith("ispmonitor_probe_devices"))
          .forEach(line -> out.println("/metrics says " + line));
    }
  }

  private static HttpResponse<String> get(HealthEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(endpoint.uri().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static String head(String json) {
    return json.substring(0, json.indexOf(',')) + ", ...";
  }
}
