package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.LiveSite;
import io.ispmonitor.app.site.SimulatedSite;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the server against the description of its API. */
class DescriptionTest {
  @TempDir Path directory;

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private LiveSite site;
  private WebServer server;
  private Client client;
  private JsonNode document;

  @BeforeEach
  void start() throws Exception {
    site = SimulatedSite.start(directory, time, ZoneOffset.UTC);
    time.advance(Duration.ofSeconds(70));
    server = WebServer.start(site, WebSettings.local(0).time(time));
    client = Client.of(server);
    document = client.get("/api/openapi.json").json();
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("every route is described, with its role, and every description has a route")
  void routes() {
    TreeSet<String> served = new TreeSet<>();
    for (Routes.Added route : server.routes()) {
      Role needs = route.needs();
      served.add(route.method() + " " + route.path() + " " + (needs == null ? "" : needs.word()));
    }
    TreeSet<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        described.add(
            method.getKey().toUpperCase(Locale.ROOT)
                + " "
                + path.getKey()
                + " "
                + method.getValue().path("x-role").asText());
      }
    }
    assertEquals(String.join("\n", described), String.join("\n", served));
  }

  @Test
  @DisplayName("every read answers 200 with the fields that are described, on a simulated site")
  void reads() throws Exception {
    int read = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode get = path.getValue().path("get");
      JsonNode content = get.path("responses").path("200").path("content");
      if (content.isMissingNode() || content.has("text/event-stream")) {
        continue;
      }
      Client.Answer answer = client.get(filled(path.getKey()));
      assertEquals(200, answer.status(), () -> path.getKey() + " " + answer.body());
      assertFalse(answer.body().isEmpty(), path::getKey);
      if (content.has("application/json")) {
        check(path.getKey(), content.path("application/json").path("schema"), answer.json());
      }
      read++;
    }
    assertTrue(read >= 28, "only " + read + " were read");
  }

  private String filled(String path) throws IOException {
    String alert = Client.part(site.alerting().open().get(0).id());
    String filled =
        path.startsWith("/api/alerts/")
            ? path.replace("{id}", alert)
            : path.replace("{id}", "tower-01");
    if (path.endsWith("/samples")) {
      return filled + "?metric=ping.rtt";
    }
    return path.endsWith("/traffic") ? filled + "?instance=ether1" : filled;
  }

  /** Holds an answer against its schema: fields there must be, those there may be, and kinds. */
  private void check(String where, JsonNode schema, JsonNode value) {
    JsonNode is = resolved(schema);
    if (is.has("oneOf")) {
      JsonNode first = is.path("oneOf").path(0);
      if (!value.isNull()) {
        check(where, first, value);
      }
      return;
    }
    assertTrue(isOfType(is.path("type"), value), () -> where + " is " + value + ", not " + is);
    if (is.has("enum") && value.isTextual()) {
      assertTrue(is.path("enum").toString().contains("\"" + value.asText() + "\""), where);
    }
    is.path("required")
        .forEach(field -> assertTrue(value.has(field.asText()), () -> where + " has no " + field));
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode known = is.path("properties").path(field.getKey());
      if (is.has("properties")) {
        assertTrue(known.isObject(), () -> where + " has a field that is not described: " + field);
        check(where + "." + field.getKey(), known, field.getValue());
      }
    }
    if (value.isArray() && is.has("items")) {
      value.forEach(item -> check(where + "[]", is.path("items"), item));
    }
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }

  private static boolean isOfType(JsonNode types, JsonNode value) {
    if (types.isArray()) {
      boolean fits = false;
      for (JsonNode type : types) {
        fits |= isOfType(type, value);
      }
      return fits;
    }
    return switch (types.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
