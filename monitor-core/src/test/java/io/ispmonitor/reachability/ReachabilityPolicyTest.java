package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReachabilityPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final ReachabilityPolicy policy = ReachabilityPolicy.defaults();

  @Test
  @DisplayName("an hour is the longest that a verdict or a repetition waits")
  void longest() {
    assertEquals(HOUR, policy.holdAtMost(HOUR).holdAtMost());
    assertEquals(HOUR, policy.repeatAfter(HOUR).repeatAfter());
  }

  @Test
  @DisplayName("what makes no sense, or is too long to count in, is refused with a sentence")
  void refused() {
    refused(() -> policy.holdAtMost(HOUR.plusNanos(1)), "holdAtMost");
    refused(() -> policy.holdAtMost(FOR_EVER), "at most PT1H");
    refused(() -> policy.holdAtMost(Duration.ZERO), "PT0S");
    refused(() -> policy.repeatAfter(FOR_EVER), "repeatAfter");
    refused(() -> policy.repeatAfter(Duration.ofSeconds(-1)), "PT-1S");
    refused(() -> policy.downAfter(0), "downAfter");
    refused(() -> policy.upAfter(101), "upAfter");
  }

  private static void refused(Runnable made, String names) {
    String said =
        String.valueOf(assertThrows(IllegalArgumentException.class, made::run).getMessage());
    assertTrue(said.startsWith("reachability policy: ") && said.contains(names), said);
  }
}
