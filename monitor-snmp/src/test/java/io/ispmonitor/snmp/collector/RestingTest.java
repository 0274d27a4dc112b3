package io.ispmonitor.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RestingTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Resting resting = new Resting();
  private long now = -5 * MINUTE;

  private boolean isAsked() {
    now += MINUTE;
    boolean asked = !resting.restsAt(now);
    if (asked) {
      resting.silent(now);
    }
    return asked;
  }

  @Test
  @DisplayName(
      "a silent device is asked each time three times, then ever more seldom to five minutes")
  void seldom() {
    List<Integer> minutes = new ArrayList<>();
    for (int minute = 0; minute < 40; minute++) {
      if (isAsked()) {
        minutes.add(minute);
      }
    }
    assertEquals(List.of(0, 1, 2, 4, 8, 13, 18, 23, 28, 33, 38), minutes);
  }

  @Test
  @DisplayName("one that answers is asked each time again")
  void answers() {
    for (int i = 0; i < 20; i++) {
      isAsked();
    }
    resting.ends();
    assertFalse(resting.isSilent());
    for (int i = 0; i < 3; i++) {
      assertTrue(isAsked());
    }
  }

  @Test
  @DisplayName("one that is asked between its turns is asked at once")
  void outOfTurn() {
    for (int i = 0; i < 20; i++) {
      isAsked();
    }
    assertFalse(resting.restsAt(now + MINUTE / 3));
  }
}
