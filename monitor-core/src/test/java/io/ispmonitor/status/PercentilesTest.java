package io.ispmonitor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private static final double MAX = Double.MAX_VALUE;

  private static Percentiles of(double... values) {
    Percentiles percentiles = new Percentiles();
    for (double value : values) {
      percentiles.add(value);
    }
    return percentiles;
  }

  @Test
  @DisplayName("the largest and the smallest of all doubles have a median and a mean")
  void extremes() {
    Percentiles both = of(-MAX, MAX);
    assertEquals(-MAX, both.at(0));
    assertEquals(0, both.at(0.5));
    assertEquals(MAX, both.at(1));
    assertEquals(0, both.mean());
  }

  @Test
  @DisplayName("a mean lies between the values, also where their sum is beyond what a double holds")
  void meanOfLarge() {
    assertEquals(MAX, of(MAX, MAX).mean());
    double mean = of(MAX, MAX, MAX, MAX / 2).mean();
    assertTrue(mean > MAX * 0.87 && mean < MAX * 0.88, () -> "was " + mean);
    for (int count = 1; count < 100; count++) {
      Percentiles same = new Percentiles();
      for (int i = 0; i < count; i++) {
        same.add(MAX);
      }
      assertTrue(Double.isFinite(same.mean()));
    }
  }

  @Test
  @DisplayName("quantiles of equal values are that value")
  void equal() {
    Percentiles same = of(0.1, 0.1, 0.1, 0.1);
    for (double share = 0; share <= 1; share += 0.01) {
      assertEquals(0.1, same.at(share));
    }
  }
}
