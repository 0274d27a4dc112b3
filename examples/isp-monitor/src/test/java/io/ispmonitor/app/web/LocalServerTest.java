package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.TestSite;
import io.ispmonitor.health.HealthCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalServerTest {
  private static final String HOSTILE = "/api/devices/" + Client.part(TestSite.HOSTILE);

  private TestSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    site = TestSite.start();
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()));
    client = Client.of(server);
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("without users everybody on this machine is local and an administrator")
  void me() throws Exception {
    JsonNode me = client.get("/api/me").json();
    assertEquals("local", me.path("user").asText());
    assertEquals("admin", me.path("role").asText());
    assertFalse(me.path("login").asBoolean());
    assertEquals("Test site", me.path("site").asText());
    assertEquals(43, me.path("csrf").asText().length());
  }

  @Test
  @DisplayName("the overview counts devices and names what is at fault")
  void overview() throws Exception {
    site.lose("tower-1");
    JsonNode overview = client.get("/api/overview").json();
    assertEquals(1, overview.path("counts").path("UP").asInt());
    assertEquals(1, overview.path("counts").path("DOWN").asInt());
    assertEquals(3, overview.path("counts").path("UNREACHABLE").asInt());
    assertEquals(5, overview.path("devices").asInt());
    JsonNode incident = overview.path("incidents").path(0);
    assertEquals("tower-1", incident.path("root").asText());
    assertEquals("Tower one", incident.path("name").asText());
    assertEquals(3, incident.path("confirmed").asInt());
    assertEquals("pop-1", overview.path("roots").path(0).path("id").asText());
    assertEquals(3, overview.path("roots").path(0).path("below").path("UNREACHABLE").asInt());
    assertTrue(overview.path("alerts").path("critical").asInt() > 0, overview::toString);
  }

  @Test
  @DisplayName("nodes show their children, page by page")
  void nodes() throws Exception {
    JsonNode node = client.get("/api/nodes/tower-1?offset=1&limit=1").json();
    assertEquals("tower", node.path("node").path("kind").asText());
    assertEquals(3, node.path("children").path("total").asInt());
    assertEquals(1, node.path("children").path("items").size());
    assertEquals("radio-2", node.path("children").path("items").path(0).path("id").asText());
  }

  @Test
  @DisplayName("devices are found by text, state and kind")
  void devices() throws Exception {
    site.lose("radio-2");
    assertEquals(3, client.get("/api/devices?kind=radio").json().path("total").asInt());
    assertEquals(1, client.get("/api/devices?state=down").json().path("total").asInt());
    assertEquals(1, client.get("/api/devices?q=TOWER%20o").json().path("total").asInt());
    assertEquals(1, client.get("/api/devices?q=%3Cscript%3E").json().path("total").asInt());
  }

  @Test
  @DisplayName("a device has its place, its way, its evidence and its alerts")
  void device() throws Exception {
    site.lose("radio-1");
    JsonNode device = client.get("/api/devices/radio-1").json();
    assertEquals("DOWN", device.path("state").asText());
    assertEquals("tower-1", device.path("parents").path(0).path("id").asText());
    assertEquals("pop-1", device.path("path").path(0).path("id").asText());
    assertTrue(device.path("states").size() > 1, device::toString);
    assertEquals("radio-1", device.path("openAlerts").path(0).path("source").asText());
    JsonNode tower = client.get("/api/devices/tower-1").json();
    assertEquals(-23.5, tower.path("location").path("latitude").asDouble());
    assertEquals("Hill", tower.path("location").path("place").asText());
  }

  @Test
  @DisplayName("a hostile name comes back as it is, and as JSON alone")
  void hostile() throws Exception {
    Client.Answer answer = client.get(HOSTILE);
    assertEquals(200, answer.status(), answer.body());
    assertEquals(TestSite.HOSTILE, answer.json().path("name").asText());
    assertTrue(answer.header("content-type").startsWith("application/json"));
    assertEquals("nosniff", answer.header("x-content-type-options"));
    for (String part : new String[] {"/timeline", "/smoke", "/series"}) {
      assertEquals(200, client.get(HOSTILE + part).status(), part);
    }
    assertEquals(202, client.writing().post(HOSTILE + "/ask", "").status());
  }

  @Test
  @DisplayName("history has a time line, smoke and samples, and nothing where nothing was measured")
  void history() throws Exception {
    site.lose("radio-1");
    site.regain("radio-1");
    JsonNode timeline = client.get("/api/devices/radio-1/timeline").json();
    assertEquals(
        "UP",
        timeline.path("spans").path(timeline.path("spans").size() - 1).path("state").asText());
    assertTrue(timeline.path("availability").asDouble() < 1, timeline::toString);
    JsonNode smoke =
        client
            .get(
                "/api/devices/radio-1/smoke?from=2026-01-01T12:00:00Z&to=2026-01-01T12:05:00Z&step=30")
            .json();
    assertEquals(smoke.path("time").size(), smoke.path("median").size());
    assertEquals(0.001, smoke.path("median").path(0).asDouble(), 1e-6);
    assertEquals(1.0, smoke.path("loss").path(2).asDouble());
    assertTrue(smoke.path("median").path(2).isNull(), smoke::toString);
    assertEquals(4, smoke.path("bands").size());
    JsonNode samples =
        client
            .get(
                "/api/devices/radio-1/samples?metric=ping.rtt&from=2026-01-01T12:00:00Z&to=2026-01-01T12:05:00Z&step=60")
            .json();
    assertEquals("s", samples.path("unit").asText());
    assertEquals(0.001, samples.path("average").path(0).asDouble(), 1e-6);
    JsonNode series = client.get("/api/devices/radio-1/series").json();
    assertTrue(series.toString().contains("ping.loss"), series::toString);
    JsonNode traffic = client.get("/api/devices/radio-1/traffic?instance=eth0").json();
    assertTrue(traffic.path("speed").isNull(), traffic::toString);
  }

  @Test
  @DisplayName("a year of history comes of what was rolled up")
  void year() throws Exception {
    String year = "?from=2025-01-01T00:00:00Z&to=2026-01-01T13:00:00Z";
    JsonNode smoke = client.get("/api/devices/radio-1/smoke" + year).json();
    assertEquals("rollups", smoke.path("of").asText());
    int last = smoke.path("median").size() - 1;
    assertEquals(0.001, smoke.path("median").path(last).asDouble(), 1e-6);
    assertEquals(
        200, client.get("/api/devices/radio-1/samples" + year + "&metric=ping.rtt").status());
  }

  @Test
  @DisplayName("an alert is taken care of, and given back")
  void acknowledge() throws Exception {
    site.lose("radio-1");
    Client writing = client.writing();
    JsonNode alerts = client.get("/api/alerts").json();
    JsonNode alert = alerts.path("items").path(0);
    assertEquals("radio-1", alert.path("source").asText());
    String path = "/api/alerts/" + Client.part(alert.path("id").asText());
    assertEquals(202, writing.post(path + "/acknowledge", "{\"comment\":\"on my way\"}").status());
    site.pass(Duration.ofSeconds(5));
    JsonNode taken = client.get(path).json();
    assertEquals("acknowledged", taken.path("status").asText());
    assertEquals("local", taken.path("acknowledgement").path("by").asText());
    assertEquals("on my way", taken.path("acknowledgement").path("comment").asText());
    assertEquals(202, writing.delete(path + "/acknowledge").status());
    site.pass(Duration.ofSeconds(5));
    assertEquals("firing", client.get(path).json().path("status").asText());
    assertTrue(client.get(path + "/ledger").json().path("items").size() > 0);
    assertTrue(client.get("/api/ledger").json().path("items").size() > 0);
    assertEquals(1, client.get("/api/alerts/history?q=radio-1").json().path("total").asInt());
  }

  @Test
  @DisplayName("a device is put into maintenance and taken out again")
  void maintenance() throws Exception {
    Client writing = client.writing();
    String path = "/api/devices/tower-1/maintenance";
    Client.Answer made = writing.post(path, "{\"comment\":\"new antenna\",\"seconds\":3600}");
    assertEquals(201, made.status(), made.body());
    assertEquals("tower-1", made.json().path("what").asText());
    site.pass(Duration.ofSeconds(15));
    JsonNode device = client.get("/api/devices/tower-1").json();
    assertTrue(device.path("maintenance").asBoolean(), device::toString);
    assertEquals("new antenna", device.path("windows").path(0).path("comment").asText());
    JsonNode windows = client.get("/api/maintenance").json();
    assertTrue(windows.path("items").path(0).path("inForce").asBoolean());
    assertEquals(204, writing.delete(path).status());
    assertEquals(409, writing.delete(path).status());
    site.pass(Duration.ofSeconds(15));
    assertFalse(client.get("/api/devices/tower-1").json().path("maintenance").asBoolean());
  }

  @Test
  @DisplayName("what else is not well belongs to the health, and decides with")
  void checks() throws Exception {
    HealthCheck heartbeat = HealthCheck.degraded("heartbeat", "nobody outside hears of it");
    WebSettings settings = WebSettings.local(0).time(site.time()).checks(() -> List.of(heartbeat));
    try (WebServer other = WebServer.start(site.site(), settings)) {
      JsonNode health = Client.of(other).get("/api/health").json();
      assertEquals("degraded", health.path("status").asText());
      assertTrue(health.path("checks").toString().contains("nobody outside"), health::toString);
      other.replace(null);
      assertEquals("standby", Client.of(other).get("/api/health").json().path("status").asText());
    }
  }

  @Test
  @DisplayName("health tells of loops, probes and the machine")
  void health() throws Exception {
    JsonNode health = client.get("/api/health").json();
    assertTrue(health.path("loops").size() > 3, health::toString);
    assertTrue(health.path("memory").path("heapUsed").asLong() > 0);
    assertEquals("this instance runs alone", health.path("lease").asText());
    assertEquals("ok", client.get("/api/health/data").json().path("status").asText());
  }

  @Test
  @DisplayName("without a site there is a sentence, and health still answers")
  void standby() throws Exception {
    server.replace(null);
    Client.Answer answer = client.get("/api/overview");
    assertEquals(503, answer.status());
    assertTrue(answer.error().contains("another one is in charge"), answer.body());
    assertEquals("standby", client.get("/api/health").json().path("status").asText());
    assertTrue(client.get("/api/me").json().path("site").isNull());
    server.replace(site.site());
    assertEquals(200, client.get("/api/overview").status());
  }

  @Test
  @DisplayName("a change without the token of the page is refused")
  void csrf() throws Exception {
    assertEquals(403, client.post("/api/devices/radio-1/ask", "").status());
    assertEquals(
        403, client.with("X-CSRF-Token", "wrong").post("/api/devices/radio-1/ask", "").status());
    assertEquals(202, client.writing().post("/api/devices/radio-1/ask", "").status());
  }

  @Test
  @DisplayName("the server of others is not started without users")
  void others() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> WebServer.start(WebSettings.at("0.0.0.0", 0)));
    assertTrue(String.valueOf(e.getMessage()).contains("configure users"));
  }

  @Test
  @DisplayName("what is not there, and what is no number, is refused in a sentence")
  void bad() throws Exception {
    assertTrue(client.get("/api/nothing").error().contains("there is no GET /api/nothing"));
    assertEquals(404, client.get("/api/devices/none").status());
    assertEquals(400, client.get("/api/devices?limit=0").status());
    assertEquals(400, client.get("/api/devices?limit=1001").status());
    assertEquals(400, client.get("/api/devices?offset=-1").status());
    assertEquals(400, client.get("/api/devices?state=odd").status());
    assertEquals(400, client.get("/api/devices/radio-1/smoke?from=yesterday").status());
    assertEquals(400, client.get("/api/devices/radio-1/smoke?step=1").status());
    assertEquals(400, client.get("/api/devices/radio-1/samples").status());
    assertEquals(405, client.writing().post("/api/overview", "").status());
  }
}
