package io.ispmonitor.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrendTest {
  private final double[] x = new double[20];
  private final double[] y = new double[20];

  TrendTest() {
    Arrays.setAll(x, i -> i - 19);
    Arrays.setAll(y, i -> 50 - 0.5 * (i - 19));
  }

  @Test
  @DisplayName("a quarter of wrong points does not move the line")
  void robust() {
    for (int i = 1; i < 20; i += 4) {
      y[i] = 0;
    }
    Trend trend = Trend.through(x, y);
    assertEquals(-0.5, trend.slope(), 0.02);
    assertEquals(50, trend.level(), 0.2);
  }

  @Test
  @DisplayName("points at the same x are no slope")
  void sameX() {
    Trend trend = Trend.through(new double[] {0, 0, 1, 1}, new double[] {1, 1, 2, 2});
    assertEquals(1, trend.slope());
  }

  @Test
  @DisplayName("few points rise for sure only when all of them do")
  void sure() {
    assertFalse(Trend.through(new double[] {0, 1, 2}, new double[] {0, 1, 2}).surelyRises());
    Arrays.setAll(y, i -> i);
    assertTrue(Trend.through(x, y).surelyRises());
    Arrays.setAll(y, i -> i % 2);
    assertFalse(Trend.through(x, y).surelyRises());
  }
}
