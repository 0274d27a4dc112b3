package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.probe.Priority;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverloadStepsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long HALF_A_SECOND = SECOND / 2;

  private final SetTime time = new SetTime();
  private final Overload overload = new Overload(time, new LogDesk());

  OverloadStepsTest() {
    for (Priority priority : Priority.values()) {
      overload.count(priority, 10);
    }
  }

  private void seconds(int count, long lateNanos) {
    for (int i = 0; i < count; i++) {
      overload.turn(Priority.NORMAL, lateNanos);
      time.now += SECOND;
      overload.look(time.now, 0);
    }
  }

  private int low() {
    return overload.factor(Priority.LOW);
  }

  private int normal() {
    return overload.factor(Priority.NORMAL);
  }

  @Test
  @DisplayName("three late seconds in a row are a step, two are none")
  void sustained() {
    seconds(2, HALF_A_SECOND);
    seconds(1, 0);
    seconds(2, HALF_A_SECOND);
    assertEquals(1, low());
    seconds(1, HALF_A_SECOND);
    assertEquals(2, low());
    assertEquals(1, normal());
    assertTrue(overload.health().detail().contains("LOW questions x2 because turns are 500 ms"));
  }

  @Test
  @DisplayName("low questions are stretched eight times before normal ones, high ones never")
  void order() {
    for (int[] step : new int[][] {{1, 2}, {1, 4}, {1, 8}, {2, 8}, {4, 8}, {4, 8}}) {
      seconds(3, HALF_A_SECOND);
      assertEquals(step[0], normal());
      assertEquals(step[1], low());
      assertEquals(1, overload.factor(Priority.HIGH));
    }
  }

  @Test
  @DisplayName("where nothing is of low priority normal questions are stretched at once")
  void noLow() {
    overload.count(Priority.LOW, -10);
    seconds(3, HALF_A_SECOND);
    assertEquals(2, normal());
  }

  @Test
  @DisplayName("where everything is of high priority it says that nothing can be stretched")
  void allHigh() {
    overload.count(Priority.LOW, -10);
    overload.count(Priority.NORMAL, -10);
    seconds(3, HALF_A_SECOND);
    assertEquals(HealthStatus.DEGRADED, overload.health().status());
    assertTrue(overload.health().detail().startsWith("no interval is stretched"));
    seconds(40, 0);
    assertEquals(HealthStatus.HEALTHY, overload.health().status());
  }

  @Test
  @DisplayName("as long as turns become less late nothing more is done")
  void easing() {
    seconds(3, 4 * SECOND);
    assertEquals(2, low());
    for (long late = 3 * SECOND; late > HALF_A_SECOND; late -= late / 10) {
      seconds(1, late);
    }
    assertEquals(2, low());
  }

  @Test
  @DisplayName("half a minute without strain is a step back")
  void stepBack() {
    seconds(6, HALF_A_SECOND);
    assertEquals(4, low());
    seconds(30, 0);
    assertEquals(4, low());
    seconds(1, 0);
    assertEquals(2, low());
    seconds(30, 0);
    assertEquals(1, low());
    assertEquals(HealthStatus.HEALTHY, overload.health().status());
  }

  @Test
  @DisplayName("a second that is neither late nor easy leaves everything as it is")
  void hysteresis() {
    seconds(3, HALF_A_SECOND);
    seconds(600, SECOND / 5);
    assertEquals(2, low());
  }

  @Test
  @DisplayName(
      "every step back that was too early doubles the time until the next, up to 16 minutes")
  void rareTries() {
    int tries = 0;
    for (int second = 0; second < 4 * 3_600; second++) {
      boolean wasStretched = low() > 1;
      seconds(1, wasStretched ? 0 : HALF_A_SECOND);
      tries += wasStretched && low() == 1 ? 1 : 0;
    }
    assertTrue(tries >= 10 && tries < 22, tries + " tries in four hours");
  }

  @Test
  @DisplayName("three pauses within ten seconds are overload, three within a minute are not")
  void pauses() {
    for (int i = 0; i < 3; i++) {
      overload.paused(time.now);
      seconds(20, 0);
    }
    assertEquals(1, low());
    assertFalse(overload.isPausedAgainAndAgain(time.now));
    for (int i = 0; i < 3; i++) {
      overload.paused(time.now);
      seconds(2, 0);
    }
    assertEquals(2, low());
    assertTrue(overload.isPausedAgainAndAgain(time.now));
    seconds(30, 0);
    assertFalse(overload.isPausedAgainAndAgain(time.now));
  }

  @Test
  @DisplayName("a judge that falls behind is overload too")
  void judge() {
    for (int i = 0; i < 3; i++) {
      time.now += SECOND;
      overload.look(time.now, 0.4);
    }
    assertTrue(
        overload.health().detail().contains("judge is full to 40 %"), "" + overload.health());
  }
}
