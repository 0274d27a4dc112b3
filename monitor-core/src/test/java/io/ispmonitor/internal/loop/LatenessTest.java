package io.ispmonitor.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long LATE = Duration.ofMillis(300).toNanos();

  private long now = -7 * SECOND;
  private final Lateness lateness = new Lateness(now);

  private void seconds(int count, long lateNanos) {
    for (int i = 0; i < count; i++) {
      now += SECOND;
      lateness.record(now, lateNanos);
    }
  }

  @Test
  @DisplayName("a month of good turns does not hide that the last ones were late")
  void late() {
    seconds(100_000, 0);
    assertEquals(Duration.ZERO, lateness.quantile(0.99));
    seconds(60, LATE);
    assertTrue(lateness.quantile(0.99).toNanos() >= LATE, lateness.quantile(0.99).toString());
    assertEquals(Duration.ZERO, lateness.quantile(0.5));
  }

  @Test
  @DisplayName("what was late is forgotten ten minutes later, after a long pause at once")
  void forgotten() {
    seconds(100, LATE);
    seconds(600, 0);
    assertEquals(Duration.ZERO, lateness.quantile(1));
    seconds(100, LATE);
    now += 3_600 * SECOND;
    seconds(1, 0);
    assertEquals(Duration.ZERO, lateness.quantile(1));
  }

  @Test
  @DisplayName("nothing is late before the first turn")
  void none() {
    assertEquals(Duration.ZERO, lateness.quantile(0.99));
  }
}
