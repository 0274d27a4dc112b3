package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ispmonitor.app.site.LiveSite;
import io.ispmonitor.app.site.SimulatedSite;
import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.ApiToken;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.access.User;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.telemetry.PrometheusText;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets, as Prometheus gets it. */
class MetricsRouteTest {
  private static final Pattern NAME = Pattern.compile("\\bispmonitor_[a-z_]+");
  private static final Pattern SERIES =
      Pattern.compile("^(ispmonitor_[a-z_]+)(\\{[^\\n]*})? \\S+$", Pattern.MULTILINE);
  private static final Path DEPLOY = Path.of("deploy");
  private static final String TOKEN = "the-token-of-prometheus";

  @TempDir Path directory;

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private LiveSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    site = SimulatedSite.start(directory, time, ZoneOffset.UTC);
    time.advance(Duration.ofSeconds(70));
    String hash = BCrypt.withDefaults().hashToString(4, "secret".toCharArray());
    Access access =
        Access.of(
            List.of(new User("vera", Secret.of(hash), Role.VIEWER)),
            List.of(ApiToken.of("prometheus", TOKEN, Role.VIEWER)));
    server = WebServer.start(site, WebSettings.local(0).time(time).access(access));
    client = Client.of(server);
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("every metric that dashboards and rules ask for has a value at /metrics")
  void names() throws Exception {
    Client.Answer answer = prometheus().get("/metrics");
    assertEquals(200, answer.status());
    assertEquals(PrometheusText.CONTENT_TYPE, answer.header("content-type"));
    Set<String> served =
        SERIES.matcher(answer.body()).results().map(it -> it.group(1)).collect(Collectors.toSet());
    Set<String> asked = new TreeSet<>();
    for (String part : new String[] {"grafana", "prometheus"}) {
      asked.addAll(asked(DEPLOY.resolve(part)));
    }
    assertTrue(asked.size() > 10, asked::toString);
    asked.removeAll(served);
    assertEquals(Set.of(), asked);
  }

  /** All there is in a folder, so that a file that is added is looked at as well. */
  private static Set<String> asked(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        NAME.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(names::add);
      }
    }
    return names;
  }

  @Test
  @DisplayName("the dashboard is JSON with panels that each ask for something")
  void dashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(DEPLOY.resolve("grafana/isp-monitor.json").toFile());
    assertEquals("isp-monitor", dashboard.get("title").asText());
    for (JsonNode panel : dashboard.get("panels")) {
      assertFalse(panel.get("targets").isEmpty(), panel::toString);
      for (JsonNode target : panel.get("targets")) {
        assertTrue(target.get("expr").asText().contains("ispmonitor_"), target::toString);
      }
    }
  }

  @Test
  @DisplayName("a token or a session lets to /metrics; nothing, and what is wrong, does not")
  void guarded() throws Exception {
    assertEquals(200, prometheus().get("/metrics").status());
    assertEquals(200, client.loggedIn("vera", "secret").get("/metrics").status());
    for (Client stranger :
        List.of(
            client,
            client.with("Authorization", "Bearer " + TOKEN + "x"),
            client.with("Authorization", TOKEN),
            client.with("Cookie", "isp-monitor-session=" + TOKEN))) {
      Client.Answer answer = stranger.get("/metrics");
      assertEquals(401, answer.status());
      assertFalse(answer.body().contains("ispmonitor_"), answer.body());
    }
    assertEquals(401, client.get("/metrics?token=" + TOKEN).status());
  }

  @Test
  @DisplayName("without users /metrics is open to this machine, and to nobody a proxy speaks for")
  void open() throws Exception {
    server.use(Access.open());
    assertEquals(200, client.get("/metrics").status());
    assertEquals(403, client.with("X-Forwarded-For", "203.0.113.7").get("/metrics").status());
  }

  private Client prometheus() {
    return client.with("Authorization", "Bearer " + TOKEN);
  }
}
