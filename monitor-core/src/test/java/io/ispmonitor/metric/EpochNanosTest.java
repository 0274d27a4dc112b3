package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EpochNanosTest {

  @Test
  @DisplayName("an instant and its nanoseconds are the same time, before 1970 too")
  void bothWays() {
    assertEquals(0, EpochNanos.of(Instant.EPOCH));
    assertEquals(-1, EpochNanos.of(Instant.EPOCH.minusNanos(1)));
    assertEquals(Instant.EPOCH.minusNanos(1), EpochNanos.toInstant(-1));
    assertEquals(
        1_700_000_000_123_456_789L,
        EpochNanos.of(Instant.ofEpochSecond(1_700_000_000L, 123_456_789)));
  }

  @Test
  @DisplayName("what lies outside becomes the nearest end")
  void outside() {
    assertEquals(Long.MAX_VALUE, EpochNanos.of(Instant.MAX));
    assertEquals(Long.MIN_VALUE, EpochNanos.of(Instant.MIN));
    assertEquals(Long.MAX_VALUE, EpochNanos.of(Instant.parse("2262-12-31T00:00:00Z")));
    assertEquals(Long.MIN_VALUE, EpochNanos.of(Instant.parse("1677-01-01T00:00:00Z")));
    assertTrue(EpochNanos.of(Instant.parse("2262-04-11T00:00:00Z")) < Long.MAX_VALUE);
  }

  @RepeatedTest(20)
  @DisplayName("any nanoseconds two seconds away from the ends come back, and keep their order")
  void random() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      long nanos = random.nextLong() / 4 * 3;
      Instant instant = EpochNanos.toInstant(nanos);
      assertEquals(nanos, EpochNanos.of(instant), "seed " + seed);
      assertTrue(EpochNanos.of(instant.plusNanos(1)) > nanos, "seed " + seed);
    }
  }
}
