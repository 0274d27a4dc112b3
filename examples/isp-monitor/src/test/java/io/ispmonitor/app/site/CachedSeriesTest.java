package io.ispmonitor.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CachedSeriesTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<String> asked = new ArrayList<>();
  private boolean isAway;
  private final CachedSeries series = new CachedSeries(this::read, time);

  private List<SeriesKey> read(String device) {
    asked.add(device);
    if (isAway) {
      throw new IllegalStateException("away");
    }
    return List.of(SeriesKey.of(device, "ping.rtt"));
  }

  @Test
  @DisplayName("a device is asked for once a minute")
  void once() {
    for (int second = 0; second < 60; second++) {
      assertEquals(List.of(SeriesKey.of("r1", "ping.rtt")), series.of("r1"));
      time.pause(Duration.ofSeconds(1));
    }
    assertEquals(1, asked.size());
    series.of("r1");
    assertEquals(2, asked.size());
  }

  @Test
  @DisplayName("only so many are remembered, and a failure is not")
  void bounded() {
    for (int i = 0; i < 501; i++) {
      series.of("r" + i);
    }
    series.of("r500");
    assertEquals(501, asked.size());
    series.of("r0");
    assertEquals(502, asked.size());
    isAway = true;
    assertThrows(IllegalStateException.class, () -> series.of("new"));
    isAway = false;
    assertEquals(1, series.of("new").size());
  }
}
