package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeldomTest {
  @Test
  @DisplayName("so many pass in a minute, and the next one tells how many did not")
  void passes() {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    Seldom seldom = new Seldom(time, 2);
    assertEquals(OptionalLong.of(0), seldom.pass());
    assertEquals(OptionalLong.of(0), seldom.pass());
    for (int i = 0; i < 5; i++) {
      assertEquals(OptionalLong.empty(), seldom.pass());
    }
    time.pause(Duration.ofMinutes(1));
    assertEquals(OptionalLong.of(5), seldom.pass());
    assertEquals(OptionalLong.of(0), seldom.pass());
    assertEquals(OptionalLong.empty(), seldom.pass());
  }
}
