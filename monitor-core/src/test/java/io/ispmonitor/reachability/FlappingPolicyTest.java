package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlappingPolicyTest {
  private static FlappingPolicy over(Duration window) {
    return new FlappingPolicy(0.3, 0.2, 4, window, Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("the shortest window has slots that an outage can be confirmed in")
  void shortestWindow() {
    assertEquals(Duration.ofSeconds(3), over(Duration.ofMinutes(1)).slot());
    String said =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> over(Duration.ofSeconds(59)))
                .getMessage());
    assertTrue(said.contains("window must be from PT1M to PT168H, was PT59S"), said);
  }
}
