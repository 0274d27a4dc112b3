package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.TestSite;
import io.ispmonitor.jdbc.JdbcStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class HistoryAwayTest {
  private static final int NOBODY_LISTENS = 1;

  @TempDir private Path directory;
  private TestSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    PGSimpleDataSource away = new PGSimpleDataSource();
    away.setServerNames(new String[] {"127.0.0.1"});
    away.setPortNumbers(new int[] {NOBODY_LISTENS});
    JdbcStorage storage =
        JdbcStorage.postgresql(away, directory).startLimit(Duration.ofSeconds(1)).open();
    site = TestSite.start(plan -> plan.storage(storage));
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()));
    client = Client.of(server);
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("while the database is away graphs show what memory has, and since when")
  void partial() throws Exception {
    site.pass(Duration.ofMinutes(30));
    for (String what : new String[] {"smoke?", "samples?metric=ping.rtt&"}) {
      JsonNode answer = read(what, site.time().instant().minus(Duration.ofHours(2)));
      Instant from = Instant.parse(answer.path("partialFrom").asText());
      assertFalse(from.isBefore(TestSite.NOON), () -> what + from);
      assertEquals(from.toString(), answer.path("time").path(0).asText());
      String column = what.startsWith("smoke") ? "median" : "average";
      assertTrue(answer.path(column).path(1).isNumber(), answer::toString);
    }
    JsonNode recent = read("smoke?", site.time().instant().minus(Duration.ofMinutes(20)));
    assertTrue(recent.path("partialFrom").isNull(), recent::toString);
  }

  @Test
  @DisplayName("where steps are longer than what memory has they are made shorter")
  void wide() throws Exception {
    site.pass(Duration.ofMinutes(30));
    JsonNode answer =
        read("samples?metric=ping.rtt&", site.time().instant().minus(Duration.ofDays(10)));
    assertFalse(answer.path("partialFrom").isNull(), answer::toString);
    assertTrue(answer.path("step").asInt() <= 60, answer::toString);
    assertTrue(answer.path("average").path(1).isNumber(), answer::toString);
  }

  @Test
  @DisplayName("of what nothing is remembered a sentence says where to look")
  void nothing() throws Exception {
    Instant to = TestSite.NOON.minus(Duration.ofHours(1));
    Client.Answer answer =
        client.get(
            "/api/devices/radio-1/smoke?from=%s&to=%s".formatted(to.minusSeconds(3_600), to));
    assertEquals(503, answer.status());
    assertTrue(answer.error().contains("/api/storage-status"), answer.body());
  }

  @Test
  @DisplayName("a device is shown with the series that have a value now")
  void device() throws Exception {
    assertEquals(200, client.get("/api/devices/radio-1").status());
    JsonNode series = client.get("/api/devices/radio-1/series").json();
    assertTrue(series.path("partial").asBoolean());
    assertTrue(series.path("items").toString().contains("ping.rtt"), series::toString);
  }

  private JsonNode read(String what, Instant from) throws Exception {
    Client.Answer answer =
        client.get(
            "/api/devices/radio-1/%sfrom=%s&to=%s".formatted(what, from, site.time().instant()));
    assertEquals(200, answer.status(), answer.body());
    return answer.json();
  }
}
