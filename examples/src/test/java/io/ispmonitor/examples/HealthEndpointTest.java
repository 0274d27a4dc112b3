package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.telemetry.PrometheusText;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final ScriptedProbe probe = ScriptedProbe.in(time);
  private volatile HealthCheck database = HealthCheck.healthy("", "");
  private final SlowStore store = new SlowStore();
  private final Monitor monitor =
      Monitor.builder()
          .metrics(store)
          .device(Device.of("tower", InetAddress.getLoopbackAddress()))
          .probe(probe, Schedule.every(Duration.ofSeconds(30)))
          .healthCheck("database", Duration.ofSeconds(1), () -> database)
          .time(time)
          .build();
  private HealthEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = HealthEndpoint.open(monitor, 0);
    monitor.start();
    time.advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    store.hangs.countDown();
    endpoint.close();
    monitor.close();
    probe.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(endpoint.uri().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  @DisplayName("/health is 200 while the monitoring works, also when a tower is down")
  void works() throws IOException, InterruptedException {
    probe.kill("tower");
    time.advance(Duration.ofMinutes(1));
    HttpResponse<String> response = get("/health");
    assertEquals(200, response.statusCode());
    assertEquals("application/json", type(response));
    assertTrue(response.body().startsWith("{\"status\":\"healthy\","), response.body());
  }

  @Test
  @DisplayName("/health is 200 while the monitoring is degraded, and 503 when it fails")
  void fails() throws IOException, InterruptedException {
    database = HealthCheck.degraded("", "slow");
    time.advance(Duration.ofSeconds(1));
    assertEquals(200, get("/health").statusCode());
    database = HealthCheck.failing("", "gone");
    time.advance(Duration.ofSeconds(1));
    HttpResponse<String> response = get("/health");
    assertEquals(503, response.statusCode());
    assertTrue(
        response.body().contains("\"database\":{\"status\":\"failing\",\"detail\":\"gone\"}"),
        response.body());
  }

  @Test
  @DisplayName("/metrics gives the engine and the devices as Prometheus wants them")
  void metrics() throws IOException, InterruptedException {
    HttpResponse<String> response = get("/metrics");
    assertEquals(200, response.statusCode());
    assertEquals(PrometheusText.CONTENT_TYPE, type(response));
    List<String> lines = response.body().lines().toList();
    assertTrue(lines.contains("ispmonitor_probe_devices{probe=\"scripted\"} 1"), "engine");
    assertTrue(lines.contains("ispmonitor_device_up{device=\"tower\"} 1"), "devices");
    String rtt = "ispmonitor_metric_ping_rtt_seconds{device=\"tower\",instance=\"\"} 0.001";
    assertTrue(lines.contains(rtt), "values");
  }

  @Test
  @DisplayName("/health answers while the store hangs, and /metrics says so where too many wait")
  void hangingStore() throws Exception {
    store.hangs = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> scrapes = new ArrayList<>();
    HttpRequest request = HttpRequest.newBuilder(endpoint.uri().resolve("/metrics")).build();
    for (int i = 0; i < 20; i++) {
      scrapes.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    CompletableFuture.anyOf(scrapes.toArray(new CompletableFuture<?>[0])).get(20, TimeUnit.SECONDS);
    HttpRequest health = HttpRequest.newBuilder(endpoint.uri().resolve("/health")).build();
    assertEquals(
        200,
        client.sendAsync(health, BodyHandlers.ofString()).get(20, TimeUnit.SECONDS).statusCode());
    store.hangs.countDown();
    int served = 0;
    for (CompletableFuture<HttpResponse<String>> scrape : scrapes) {
      int code = scrape.get(20, TimeUnit.SECONDS).statusCode();
      assertTrue(code == 200 || code == 503, "status " + code);
      served += code == 200 ? 1 : 0;
    }
    assertTrue(served >= 2, served + " served");
  }

  @Test
  @DisplayName("other paths and methods are told so")
  void others() throws IOException, InterruptedException {
    assertEquals(404, get("/healthz").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(endpoint.uri().resolve("/health"))
            .POST(BodyPublishers.ofString("x"))
            .build();
    assertEquals(405, client.send(post, BodyHandlers.ofString()).statusCode());
  }

  @Test
  @DisplayName("the example asks itself")
  void example() throws IOException, InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    HealthEndpoint.run(new PrintStream(said, true, StandardCharsets.UTF_8));
    List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertTrue(lines.get(0).startsWith("/health says 200: {\"status\":"), lines.get(0));
    assertTrue(lines.get(1).startsWith("/metrics says ispmonitor_probe_devices{"), lines.get(1));
  }

  /** A store whose readers wait where a test wants it. */
  private static final class SlowStore implements MetricStore {
    private final MetricStore memory = InMemoryMetricStore.ofDefaultSize();
    private volatile CountDownLatch hangs = new CountDownLatch(0);

    @Override
    public long append(SampleBatch batch) {
      return memory.append(batch);
    }

    @Override
    public long acceptedThrough() {
      return memory.acceptedThrough();
    }

    @Override
    public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
      try {
        hangs.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      memory.read(series, from, to, sink);
    }
  }
}
