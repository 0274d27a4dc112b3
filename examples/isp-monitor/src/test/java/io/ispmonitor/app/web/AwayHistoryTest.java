package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.TestSite;
import io.ispmonitor.jdbc.JdbcStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API while the database is away. */
class AwayHistoryTest {
  private static final String DAY = "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";
  private static final String BEFORE = "?from=2025-12-30T00:00:00Z&to=2025-12-31T00:00:00Z";
  private static final String RECENT = "?from=2026-01-01T12:00:30Z&to=2026-01-01T12:05:00Z";

  @TempDir Path directory;

  private TestSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    JdbcStorage storage =
        JdbcStorage.postgresql(new AwayDatabase(), directory)
            .startLimit(Duration.ofSeconds(1))
            .open();
    site = TestSite.start(plan -> plan.storage(storage));
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()));
    client = Client.of(server);
    site.pass(Duration.ofMinutes(5));
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("samples are answered from memory, with a mark from when on they are whole")
  void samples() throws Exception {
    for (String path :
        new String[] {"/smoke" + DAY, "/samples" + DAY + "&metric=ping.rtt", "/smoke" + year()}) {
      Client.Answer answer = client.get("/api/devices/radio-1" + path);
      assertEquals(200, answer.status(), answer.body());
      JsonNode partial = answer.json().path("partial");
      assertEquals("2026-01-01T12:00:00Z", partial.path("from").asText(), path);
      assertTrue(partial.path("words").asText().contains("the database is away since"), path);
      String column = path.startsWith("/smoke") ? "median" : "average";
      assertEquals(0.001, answer.json().path(column).path(0).asDouble(), 1e-6, path);
      assertEquals("2026-01-01T12:00:00Z", answer.json().path("time").path(0).asText());
    }
    assertEquals(200, client.get("/api/devices/radio-1/traffic" + DAY + "&instance=x").status());
  }

  private static String year() {
    return "?from=2025-06-01T00:00:00Z&to=2026-01-01T13:00:00Z";
  }

  @Test
  @DisplayName("where steps are longer than what memory has they are made shorter")
  void wide() throws Exception {
    String days = "?from=2025-12-22T00:00:00Z&to=2026-01-01T12:05:00Z&metric=ping.rtt";
    JsonNode samples = client.get("/api/devices/radio-1/samples" + days).json();
    assertTrue(samples.path("step").asInt() <= 60, samples::toString);
    assertTrue(samples.path("average").path(1).isNumber(), samples::toString);
  }

  @Test
  @DisplayName("what memory has as a whole has no mark")
  void whole() throws Exception {
    JsonNode smoke = client.get("/api/devices/radio-1/smoke" + RECENT).json();
    assertTrue(smoke.path("partial").isNull(), smoke::toString);
    assertEquals(0.001, smoke.path("median").path(0).asDouble(), 1e-6);
  }

  @Test
  @DisplayName("the time line has how a device stands, and from when on")
  void timeline() throws Exception {
    site.lose("radio-1");
    JsonNode timeline = client.get("/api/devices/radio-1/timeline" + DAY).json();
    JsonNode span = timeline.path("spans").path(0);
    assertEquals(1, timeline.path("spans").size());
    assertEquals("DOWN", span.path("state").asText());
    assertEquals(span.path("from"), timeline.path("partial").path("from"));
    assertTrue(timeline.path("availability").isNull());
  }

  @Test
  @DisplayName("the time line without a database tells maintenance apart")
  void maintenance() throws Exception {
    client
        .writing()
        .post("/api/devices/radio-1/maintenance", "{\"comment\":\"work\",\"seconds\":3600}");
    site.pass(Duration.ofMinutes(1));
    JsonNode spans = client.get("/api/devices/radio-1/timeline" + DAY).json().path("spans");
    assertEquals(2, spans.size(), spans::toString);
    assertFalse(spans.path(0).path("maintenance").asBoolean());
    assertTrue(spans.path(1).path("maintenance").asBoolean());
    assertEquals(spans.path(0).path("to"), spans.path(1).path("from"));
  }

  @Test
  @DisplayName("a device and its series are shown with what has a value just now")
  void device() throws Exception {
    Client.Answer device = client.get("/api/devices/radio-1");
    assertEquals(200, device.status(), device.body());
    assertTrue(device.json().path("partial").path("from").isNull());
    assertFalse(device.json().path("partial").path("words").asText().isEmpty());
    JsonNode series = client.get("/api/devices/radio-1/series").json();
    assertTrue(series.toString().contains("ping.rtt"), series::toString);
    assertFalse(series.path("partial").isNull());
  }

  @Test
  @DisplayName("of a time of which nothing is known there is a sentence, and when to ask again")
  void nothing() throws Exception {
    for (String path :
        new String[] {
          "/api/devices/radio-1/smoke" + BEFORE,
          "/api/devices/radio-1/timeline" + BEFORE,
          "/api/devices/radio-1/traffic" + BEFORE + "&instance=x",
          "/api/devices/radio-1/samples" + BEFORE + "&metric=ping.rtt",
          "/api/availability?month=2025-12",
          "/api/availability.csv",
          "/api/capacity"
        }) {
      Client.Answer answer = client.get(path);
      assertEquals(503, answer.status(), path + answer.body());
      assertEquals("30", answer.header("retry-after"), path);
      assertTrue(answer.error().contains("/api/storage-status"), answer.body());
    }
  }

  @Test
  @DisplayName("what needs no database is as ever")
  void others() throws Exception {
    site.lose("radio-1");
    for (String path :
        new String[] {
          "/api/overview",
          "/api/alerts",
          "/api/alerts/history",
          "/api/ledger",
          "/api/maintenance",
          "/api/anomalies",
          "/api/storage-status",
          "/metrics"
        }) {
      assertEquals(200, client.get(path).status(), path);
    }
    assertEquals("down", client.get("/api/storage-status").json().path("state").asText());
    assertTrue(client.get("/api/alerts").json().path("total").asInt() > 0);
    assertEquals(400, client.get("/api/devices/radio-1/smoke?from=2030-01-01T00:00:00Z").status());
  }
}
