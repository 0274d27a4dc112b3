package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ispmonitor.app.site.LiveSite;
import io.ispmonitor.app.site.SimulatedSite;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn and what is told by others asks for metrics that there are. */
class MetricNamesTest {
  private static final Pattern NAME = Pattern.compile("\\bispmonitor_[a-z_]+");
  private static final Path DEPLOY = Path.of("deploy");

  @TempDir Path directory;

  @Test
  @DisplayName("every metric of the dashboard and of the rules is one of a running monitor")
  void names() throws Exception {
    Set<String> there = namesOf(exposition());
    for (String file : Set.of("grafana/isp-monitor.json", "prometheus/alerts.yml")) {
      Set<String> asked = namesOf(Files.readString(DEPLOY.resolve(file)));
      assertTrue(asked.size() > 5, file);
      asked.removeAll(there);
      assertEquals(Set.of(), asked, file);
    }
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

  /** What Prometheus gets. */
  private String exposition() throws Exception {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    try (LiveSite site = SimulatedSite.start(directory, time, ZoneOffset.UTC)) {
      time.advance(Duration.ofSeconds(15));
      try (WebServer server = WebServer.start(site, WebSettings.local(0).time(time))) {
        return Client.of(server).get("/metrics").body();
      }
    }
  }

  private static Set<String> namesOf(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
