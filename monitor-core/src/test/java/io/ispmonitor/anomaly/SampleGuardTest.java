package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.SampleGuard.Standing;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleGuardTest {
  private static final long STEP = 30_000_000_000L;
  private static final long NOON = 1_772_366_400_000_000_000L;

  private final SampleGuard guard = new SampleGuard();

  private Standing offer(long time, double value) {
    if (guard.takes(time, value)) {
      guard.advance(time);
    }
    return guard.standing();
  }

  private void regular(int samples) {
    for (int i = 0; i < samples; i++) {
      assertEquals(Standing.TAKEN, offer(NOON + i * STEP, i));
    }
  }

  @Test
  @DisplayName("NaN and infinities are no numbers and do not count as the newest")
  void noNumbers() {
    assertEquals(Standing.NONE_YET, guard.standing());
    assertEquals(Standing.NO_NUMBER, offer(NOON, Double.NaN));
    assertEquals(Standing.NO_NUMBER, offer(NOON, Double.NEGATIVE_INFINITY));
    assertEquals(Standing.TAKEN, offer(NOON - STEP, 1));
    assertEquals(1, guard.taken());
  }

  @Test
  @DisplayName("the second of one time is a duplicate, an older one is late")
  void outOfOrder() {
    regular(10);
    assertEquals(Standing.DUPLICATE, offer(NOON + 9 * STEP, 5));
    assertEquals(Standing.LATE, offer(NOON + 8 * STEP, 5));
    assertEquals(Standing.TAKEN, offer(NOON + 10 * STEP, 5));
    assertEquals(1, guard.steps(), 1e-9);
    assertEquals(11, guard.taken());
  }

  @Test
  @DisplayName("when eight older ones come in order the clock was set back, and that is like a gap")
  void setBack() {
    regular(10);
    long hourAgo = NOON - 120 * STEP;
    for (int i = 0; i < 7; i++) {
      assertEquals(Standing.LATE, offer(hourAgo + i * STEP, 5));
      assertEquals(Standing.LATE, offer(hourAgo + i * STEP, 5), "a duplicate does not count");
    }
    assertEquals(Standing.TAKEN, offer(hourAgo + 7 * STEP, 5));
    assertTrue(guard.afterGap());
    assertEquals(Standing.TAKEN, offer(hourAgo + 8 * STEP, 5));
    assertFalse(guard.afterGap());
    assertEquals(STEP, guard.usualNanos(), 1e-3);
  }

  @Test
  @DisplayName("older ones between newer ones never set the clock back")
  void lateAmongNewer() {
    regular(2);
    for (int i = 2; i < 100; i++) {
      assertEquals(Standing.TAKEN, offer(NOON + i * STEP, 5));
      assertEquals(Standing.LATE, offer(NOON - 1_000 * STEP + i * STEP, 5));
    }
  }

  @Test
  @DisplayName("older ones that are not in order never set the clock back")
  void lateBackwards() {
    regular(10);
    for (int i = 0; i < 100; i++) {
      assertEquals(Standing.LATE, offer(NOON - i * STEP, 5));
    }
  }

  @Test
  @DisplayName("more than five usual steps without a sample are a gap")
  void gaps() {
    regular(10);
    assertEquals(Standing.TAKEN, offer(NOON + 14 * STEP, 1));
    assertFalse(guard.afterGap());
    assertEquals(5, guard.steps(), 1e-9);
    offer(NOON + 15 * STEP, 1);
    offer(NOON + 25 * STEP, 1);
    assertTrue(guard.afterGap());
  }

  @Test
  @DisplayName("of irregular steps the usual one is near their median")
  void irregular() {
    Random random = new Random(1);
    long time = NOON;
    for (int i = 0; i < 5_000; i++) {
      double factor = random.nextInt(10) == 0 ? 100 : 0.5 + random.nextDouble();
      time += (long) (STEP * factor);
      offer(time, 1);
    }
    assertEquals(1.05, guard.usualNanos() / STEP, 0.15);
  }

  @Test
  @DisplayName("when samples come ten times as seldom that is a gap at first and usual later")
  void otherPace() {
    regular(500);
    long time = NOON + 500 * STEP;
    int gaps = 0;
    for (int i = 0; i < 300; i++) {
      time += 10 * STEP;
      offer(time, 1);
      gaps += guard.afterGap() ? 1 : 0;
    }
    assertTrue(gaps > 10 && gaps < 60, "gaps: " + gaps);
    assertEquals(10, guard.usualNanos() / STEP, 0.5);
  }

  @Test
  @DisplayName("the ends of time are times like others")
  void extremes() {
    assertEquals(Standing.TAKEN, offer(Long.MIN_VALUE, 1));
    assertEquals(Standing.TAKEN, offer(Long.MAX_VALUE, 1));
    assertTrue(Double.isFinite(guard.steps()));
    assertEquals(Standing.LATE, offer(Long.MIN_VALUE, 1));
  }
}
