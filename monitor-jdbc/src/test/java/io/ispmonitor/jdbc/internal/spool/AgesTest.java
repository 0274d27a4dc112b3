package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of when records came")
class AgesTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final Ages ages = new Ages(time);

  @Test
  @DisplayName("is coarse after a long outage, and as fine as before when all was carried away")
  void fineAgain() {
    int last = 100_000;
    for (int second = 1; second <= last; second++) {
      time.advance(Duration.ofSeconds(1));
      ages.came(second);
    }
    assertEquals(Duration.ofSeconds(last - 1), ages.oldestAfter(0));
    assertEquals(Duration.ZERO, ages.oldestAfter(last));

    time.advance(Duration.ofSeconds(10));
    ages.came(last + 1);
    time.advance(Duration.ofSeconds(10));
    ages.came(last + 2);
    time.advance(Duration.ofSeconds(5));
    assertEquals(Duration.ofSeconds(5), ages.oldestAfter(last + 1));
  }

  @Test
  @DisplayName("does not depend on a wall clock that steps")
  void steps() {
    ages.cameAt(1, time.instant().minusSeconds(100).toEpochMilli());
    ages.cameAt(2, time.instant().plusSeconds(100).toEpochMilli());
    ages.came(3);
    time.stepWallClock(Duration.ofHours(-1));
    time.advance(Duration.ofSeconds(30));
    ages.came(4);
    assertEquals(Duration.ofSeconds(130), ages.oldestAfter(0));
    assertEquals(Duration.ofSeconds(30), ages.oldestAfter(1));
    assertEquals(Duration.ofSeconds(30), ages.oldestAfter(2));
    time.stepWallClock(Duration.ofDays(1));
    assertEquals(Duration.ZERO, ages.oldestAfter(3));
  }
}
