package io.ispmonitor.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedSiteTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path directory;

  @Test
  @DisplayName("a tower dies within a minute, and is one alert for all that is on it")
  void misfortune() throws IOException {
    try (LiveSite site = SimulatedSite.start(directory, time, ZoneOffset.UTC)) {
      time.advance(Duration.ofSeconds(70));
      assertEquals(1, site.monitor().counts().getOrDefault(DeviceState.DOWN, 0));
      assertEquals(25, site.monitor().counts().getOrDefault(DeviceState.UNREACHABLE, 0));
      List<Alert> told = site.alerting().open().stream().filter(Alert::isKnown).toList();
      assertTrue(
          told.stream().anyMatch(alert -> alert.source().startsWith("tower-")), told::toString);
      assertFalse(
          told.stream().anyMatch(alert -> alert.source().startsWith("radio-")), told::toString);
      time.advance(Duration.ofSeconds(70));
      assertEquals(0, site.monitor().counts().getOrDefault(DeviceState.UNREACHABLE, 0));
    }
  }

  @Test
  @DisplayName("a changed interval holds at once and over a restart, and can be taken back")
  void intervals() throws IOException {
    try (LiveSite site = SimulatedSite.start(directory, time, ZoneOffset.UTC)) {
      site.intervals().set("tower-01", Duration.ofMinutes(5));
    }
    try (LiveSite site = SimulatedSite.start(directory, time, ZoneOffset.UTC)) {
      assertEquals(Duration.ofMinutes(5), site.intervals().changed("tower-01").orElseThrow());
      site.intervals().reset("tower-01");
      assertTrue(site.intervals().changed("tower-01").isEmpty());
    }
  }
}
