package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.app.site.TestSite;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What operators do, and what reports say, over HTTP. */
class ActionsTest {
  private TestSite site;
  private WebServer server;
  private Client client;
  private Client writing;

  @BeforeEach
  void start() throws Exception {
    site =
        TestSite.start(
            plan ->
                plan.rules(
                    List.of(
                        ThresholdRule.above("slow", "ping.rtt", 0.5)
                            .clear(0.4)
                            .severity(Severity.WARNING)
                            .build())));
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()));
    client = Client.of(server);
    writing = client.writing();
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("an interval is set and taken back")
  void interval() throws Exception {
    String path = "/api/devices/radio-1";
    assertEquals(204, writing.put(path + "/interval", "{\"seconds\":60}").status());
    JsonNode device = client.get(path).json();
    assertEquals(60, device.path("interval").asInt());
    assertTrue(device.path("intervalChanged").asBoolean());
    assertEquals(204, writing.delete(path + "/interval").status());
    assertFalse(client.get(path).json().path("intervalChanged").asBoolean());
  }

  @Test
  @DisplayName("a limit is set for one device, and evaluated at once")
  void limit() throws Exception {
    String path = "/api/devices/radio-1/limits/slow";
    String body = "{\"trigger\":0.0005,\"clear\":0.0004,\"reminder\":3600,\"off\":false}";
    assertEquals(204, writing.put(path, body).status());
    JsonNode limit = client.get("/api/devices/radio-1").json().path("limits").path(0);
    assertEquals("slow", limit.path("rule").asText());
    assertEquals(0.0005, limit.path("trigger").asDouble());
    assertEquals(3600, limit.path("reminder").asInt());
    JsonNode rule = client.get("/api/devices/radio-1").json().path("rules").path(0);
    assertEquals("slow", rule.path("rule").asText());
    assertEquals("ping.rtt", rule.path("metric").asText());
    assertEquals("above", rule.path("side").asText());
    assertEquals(0.5, rule.path("trigger").asDouble());
    assertEquals(0.4, rule.path("clear").asDouble());
    assertEquals(400, writing.put(path, "{\"trigger\":1,\"clear\":2}").status());
    assertEquals(400, writing.put("/api/devices/radio-1/limits/none", "{\"off\":true}").status());
    site.pass(Duration.ofSeconds(30));
    CompletableFuture<Client.Answer> asked =
        CompletableFuture.supplyAsync(
            () -> unchecked("/api/alerts/evaluate", "{\"device\":\"radio-1\"}"));
    Client.Answer verdicts = passUntil(asked);
    assertEquals(200, verdicts.status(), verdicts.body());
    JsonNode verdict = verdicts.json().path("items").path(0);
    assertEquals("slow", verdict.path("rule").asText());
    assertTrue(verdict.path("firing").asBoolean(), verdict::toString);
    assertEquals(204, writing.delete(path).status());
    assertEquals(0, client.get("/api/devices/radio-1").json().path("limits").size());
  }

  @Test
  @DisplayName("an alert that is taken care of until a time is everybody's again after it")
  void until() throws Exception {
    site.lose("radio-1");
    String alert = client.get("/api/alerts").json().path("items").path(0).path("id").asText();
    String path = "/api/alerts/" + Client.part(alert);
    Instant now = site.time().instant();
    for (Instant wrong : List.of(now, now.plus(Duration.ofDays(400)))) {
      Client.Answer refused =
          writing.post(path + "/acknowledge", "{\"until\":\"%s\"}".formatted(wrong));
      assertEquals(400, refused.status(), refused.body());
    }
    Instant until = now.plus(Duration.ofMinutes(10));
    String body = "{\"comment\":\"on my way\",\"until\":\"%s\"}".formatted(until);
    assertEquals(202, writing.post(path + "/acknowledge", body).status());
    site.pass(Duration.ofSeconds(5));
    JsonNode taken = client.get(path).json();
    assertEquals("acknowledged", taken.path("status").asText());
    assertEquals(until.toString(), taken.path("acknowledgement").path("until").asText());
    site.pass(Duration.ofMinutes(11));
    JsonNode after = client.get(path).json();
    assertEquals("firing", after.path("status").asText(), after::toString);
    assertTrue(after.path("acknowledgement").isNull(), after::toString);
  }

  @Test
  @DisplayName("a diagnosis says in words what is wrong")
  void diagnose() throws Exception {
    site.lose("radio-1");
    CompletableFuture<Client.Answer> asked =
        CompletableFuture.supplyAsync(() -> unchecked("/api/devices/radio-1/diagnose", ""));
    Client.Answer answer = passUntil(asked);
    assertEquals(200, answer.status(), answer.body());
    assertFalse(answer.json().path("words").asText().isEmpty(), answer.body());
    assertTrue(answer.json().path("findings").size() >= 3, answer.body());
  }

  @Test
  @DisplayName("a device that is asked out of turn is asked")
  void ask() throws Exception {
    long before = asked();
    assertEquals(202, writing.post("/api/devices/radio-1/ask", "").status());
    site.pass(Duration.ofSeconds(1));
    assertTrue(asked() > before);
  }

  private long asked() {
    return site.site().monitor().health().probe("scripted").orElseThrow().asked();
  }

  @Test
  @DisplayName("work is announced for a part of the network, and removed")
  void window() throws Exception {
    String body =
        "{\"id\":\"w/1\",\"comment\":\"fibre\",\"subtree\":\"tower-1\",\"from\":\"2026-01-01T13:00:00Z\",\"to\":\"2026-01-01T14:00:00Z\"}";
    Client.Answer made = writing.post("/api/maintenance", body);
    assertEquals(201, made.status(), made.body());
    assertFalse(made.json().path("inForce").asBoolean());
    assertEquals("local", made.json().path("by").asText());
    assertEquals(1, client.get("/api/maintenance").json().path("total").asInt());
    site.pass(Duration.ofMinutes(61));
    JsonNode radio = client.get("/api/devices/radio-1").json();
    assertEquals("w/1", radio.path("windows").path(0).path("id").asText());
    Client.Answer refused = writing.delete("/api/devices/radio-1/maintenance");
    assertEquals(409, refused.status());
    assertEquals(204, writing.delete("/api/maintenance/w%2F1").status());
    assertEquals(404, writing.delete("/api/maintenance/w%2F1").status());
  }

  @Test
  @DisplayName(
      "availability charges an outage to who was at fault, and is worked out once a minute")
  void availability() throws Exception {
    site.lose("tower-1");
    JsonNode before = tower();
    assertTrue(before.path("downSeconds").asDouble() > 60, before::toString);
    assertEquals(4, before.path("devices").asInt());
    assertEquals(1, before.path("outages").asInt());
    site.pass(Duration.ofSeconds(30));
    assertEquals(before, tower());
    site.pass(Duration.ofSeconds(31));
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (tower().path("downSeconds").asDouble() <= before.path("downSeconds").asDouble()) {
      assertTrue(System.nanoTime() < end, "it is not worked out again");
    }
    assertEquals(400, client.get("/api/availability?month=2026-02").status());
    assertEquals(400, client.get("/api/availability?month=now").status());
  }

  private JsonNode tower() throws Exception {
    for (JsonNode item : client.get("/api/availability?month=2026-01").json().path("items")) {
      if (item.path("id").asText().equals("tower-1")) {
        return item;
      }
    }
    throw new AssertionError("tower-1 is not among the places");
  }

  @Test
  @DisplayName("no cell of a table is a formula")
  void csv() throws Exception {
    site.site()
        .monitor()
        .inventory()
        .add(Device.named("=cmd|' /C calc'!A0").name("a\",=1+1").kind(DeviceKind.TOWER).build());
    site.pass(Duration.ofSeconds(5));
    Client.Answer answer = client.get("/api/availability.csv");
    assertEquals(200, answer.status());
    assertTrue(answer.header("content-type").startsWith("text/csv"));
    assertTrue(answer.body().contains("\"'=cmd|"), answer.body());
    assertTrue(answer.body().contains("\"a\"\",'=1+1\""), answer.body());
    assertTrue(client.get("/api/capacity.csv").body().startsWith("\"device\""));
  }

  @Test
  @DisplayName("an alert that is over is not taken care of any more")
  void over() throws Exception {
    site.lose("radio-1");
    String id = client.get("/api/alerts").json().path("items").path(0).path("id").asText();
    site.regain("radio-1");
    site.pass(Duration.ofMinutes(5));
    String path = "/api/alerts/" + Client.part(id);
    assertEquals("resolved", client.get(path).json().path("status").asText());
    assertEquals(409, writing.post(path + "/acknowledge", "{}").status());
    assertEquals(404, writing.post("/api/alerts/none/acknowledge", "{}").status());
  }

  private Client.Answer unchecked(String path, String body) {
    try {
      return writing.post(path, body);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets time pass while an answer waits for it; ten seconds of ours at most. */
  private Client.Answer passUntil(CompletableFuture<Client.Answer> answer) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!answer.isDone() && System.nanoTime() < end) {
      site.pass(Duration.ofMillis(100));
      Thread.onSpinWait();
    }
    return answer.get(1, TimeUnit.SECONDS);
  }
}
