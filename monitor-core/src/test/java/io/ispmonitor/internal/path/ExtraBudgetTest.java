package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExtraBudgetTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  @DisplayName("after a burst, a fifth of the schedule's own rate is left")
  void share() {
    ExtraBudget budget = new ExtraBudget(0);
    budget.nominalRate(10_000);
    long now = 10 * SECOND;
    int burst = take(budget, now);
    assertEquals(2_000, burst);
    int taken = 0;
    for (int i = 1; i <= 1_000; i++) {
      taken += take(budget, now + i * SECOND / 100);
    }
    assertEquals(20_000, taken, 10.0);
  }

  @Test
  @DisplayName("a small network still gets twenty a second and a hundred at once")
  void least() {
    ExtraBudget budget = new ExtraBudget(0);
    budget.nominalRate(1);
    assertEquals(100, take(budget, SECOND));
    assertEquals(20, take(budget, 2 * SECOND));
  }

  @Test
  @DisplayName("it says when the next one may be asked, and then it may")
  void next() {
    ExtraBudget budget = new ExtraBudget(0);
    take(budget, SECOND);
    assertFalse(budget.tryTake(SECOND));
    long at = budget.nextNanos(SECOND);
    assertTrue(at > SECOND && at <= SECOND + SECOND / 20);
    assertTrue(budget.tryTake(at));
  }

  private static int take(ExtraBudget budget, long now) {
    int taken = 0;
    while (budget.tryTake(now)) {
      taken++;
    }
    return taken;
  }
}
