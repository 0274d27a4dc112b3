package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlappingPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @Test
  @DisplayName("by default the window is an hour in slots of three minutes")
  void defaults() {
    FlappingPolicy policy = FlappingPolicy.defaults();
    assertEquals(Duration.ofMinutes(3), policy.slot());
    assertEquals(0.3, policy.startAbove());
    assertEquals(0.2, policy.stopBelow());
    assertEquals(4, policy.leastChanges());
    assertTrue(policy.isOn());
    assertFalse(FlappingPolicy.never().isOn());
  }

  @Test
  @DisplayName("the shortest window has slots that an outage can be confirmed in")
  void shortestWindow() {
    FlappingPolicy policy = new FlappingPolicy(0.3, 0.2, 4, Duration.ofMinutes(1), QUARTER);
    assertEquals(Duration.ofSeconds(3), policy.slot());
  }

  @Test
  @DisplayName("what makes no sense is refused with a sentence")
  void refused() {
    refused(() -> new FlappingPolicy(0.2, 0.3, 4, HOUR, QUARTER), "stopBelow");
    refused(() -> new FlappingPolicy(0.3, -0.1, 4, HOUR, QUARTER), "stopBelow");
    refused(() -> new FlappingPolicy(Double.NaN, 0.2, 4, HOUR, QUARTER), "stopBelow");
    refused(() -> new FlappingPolicy(0.3, Double.NaN, 4, HOUR, QUARTER), "stopBelow");
    refused(() -> new FlappingPolicy(0.3, 0.2, 1, HOUR, QUARTER), "leastChanges");
    refused(() -> new FlappingPolicy(0.3, 0.2, 141, HOUR, QUARTER), "from 2 to 140");
    refused(() -> new FlappingPolicy(0.3, 0.2, 4, Duration.ofSeconds(59), QUARTER), "PT1M");
    refused(() -> new FlappingPolicy(0.3, 0.2, 4, Duration.ofDays(8), QUARTER), "window");
    refused(() -> new FlappingPolicy(0.3, 0.2, 4, HOUR, Duration.ofSeconds(59)), "digestEvery");
  }

  private static void refused(Runnable made, String names) {
    String said =
        String.valueOf(assertThrows(IllegalArgumentException.class, made::run).getMessage());
    assertTrue(said.startsWith("flapping policy: ") && said.contains(names), said);
  }
}
