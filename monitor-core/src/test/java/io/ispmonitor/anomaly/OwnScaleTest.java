package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnScaleTest {

  private static OwnScale begun(double... values) {
    OwnScale scale = new OwnScale();
    for (int i = 0; i < values.length; i++) {
      assertFalse(scale.isKnown(), "after " + i);
      assertEquals(i == values.length - 1, scale.begins(values[i]));
    }
    assertTrue(scale.isKnown());
    return scale;
  }

  @Test
  @DisplayName("it begins at the middle one of the first three values")
  void middle() {
    assertEquals(0, begun(7, 5, 6).of(6));
    assertEquals(0, begun(5, 6, 7).of(6));
    assertEquals(0, begun(6, 7, 5).of(6));
    assertEquals(0, begun(6, 6, 6).of(6));
  }

  @Test
  @DisplayName("its unit is a power of two of the first change, and back is where it came from")
  void unit() {
    OwnScale scale = begun(100, 100, 100);
    assertEquals(1.25, scale.of(105));
    assertEquals(105, scale.back(1.25));
    assertEquals(0.25, scale.of(101));
    assertEquals(1e30, scale.of(Double.MAX_VALUE));
    assertEquals(-1e30, scale.of(-Double.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zscore", "robust-zscore", "ewma", "rate-of-change", "seasonal"})
  @DisplayName("a detector whose first value was wild sees what is far off as well as any other")
  void wildBeginnings(String name) {
    for (double wild : new double[] {0x1p64, -1e300, Double.MAX_VALUE, Double.MIN_VALUE, 1e-40}) {
      Feed feed = new Feed(name);
      feed.next(wild);
      feed.noise(3_000, 0, 0.02);
      double score = feed.next(1);
      assertTrue(score > 0.5, () -> name + " after " + wild + ": " + score + ", " + feed.why());
    }
  }
}
