package io.ispmonitor.jdbc.internal.carry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeatsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Beats beats = new Beats();

  private long behind(long number, long atSecond) {
    return beats.behind(number, atSecond * SECOND).toSeconds();
  }

  @Test
  @DisplayName("a replica is behind since the first number that it does not have")
  void firstMissing() {
    beats.committed(7, 10 * SECOND);
    beats.committed(8, 20 * SECOND);
    beats.committed(9, 30 * SECOND);
    assertEquals(21, behind(7, 41));
    assertEquals(11, behind(8, 41));
    assertEquals(0, behind(9, 41));
    assertEquals(0, behind(9, 4_000));
  }

  @Test
  @DisplayName("it has shown nothing as long as it has only what was there before")
  void notShown() {
    assertFalse(beats.isBegun());
    beats.committed(7, 0);
    assertTrue(beats.isBegun());
    assertEquals(5, behind(6, 5));
    assertFalse(beats.isShown());
    assertEquals(0, behind(7, 5));
    assertTrue(beats.isShown());
  }

  @Test
  @DisplayName("what a primary has lost is expected of no replica")
  void lost() {
    beats.committed(7, 0);
    beats.committed(8, SECOND);
    beats.committed(7, 2 * SECOND);
    assertEquals(0, behind(7, 60));
    assertTrue(beats.isShown());
  }

  @Test
  @DisplayName("of very many numbers the last ones are remembered")
  void bounded() {
    for (int i = 1; i <= 3_000; i++) {
      beats.committed(i, i * SECOND);
    }
    assertEquals(999, behind(1, 3_000));
  }
}
