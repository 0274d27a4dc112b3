package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of when records came")
class AgesTest {
  private final Ages ages = new Ages();

  @Test
  @DisplayName("is coarse after a long outage, and as fine as before when all was carried away")
  void fineAgain() {
    int last = 100_000;
    for (int second = 1; second <= last; second++) {
      ages.came(second, second * 1_000L);
    }
    Instant end = Instant.ofEpochSecond(last);
    assertEquals(Duration.ofSeconds(last - 1), ages.oldestAfter(0, end));
    assertEquals(Duration.ZERO, ages.oldestAfter(last, end));

    ages.came(last + 1, end.plusSeconds(10).toEpochMilli());
    ages.came(last + 2, end.plusSeconds(20).toEpochMilli());
    assertEquals(Duration.ofSeconds(5), ages.oldestAfter(last + 1, end.plusSeconds(25)));
  }
}
