package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepsTest {

  @Test
  @DisplayName("a decimal value of a decimal resolution comes back as it was written")
  void decimals() {
    for (int micros = 0; micros < 100_000; micros++) {
      double written = Double.parseDouble(micros + "e-6");
      assertEquals(micros, Steps.of(written, 1e-6));
      assertEquals(written, Steps.toValue(micros, 1e-6));
    }
  }

  @Test
  @DisplayName("without a resolution only whole numbers have steps")
  void wholeNumbers() {
    assertEquals(4_294_967_295L, Steps.of(4_294_967_295.0, 0));
    assertEquals(-7, Steps.of(-7, 0));
    assertEquals(Steps.NONE, Steps.of(0.5, 0));
    assertEquals(Steps.NONE, Steps.of(0x1p60, 0));
    assertEquals(Steps.NONE, Steps.of(-0.0, 0));
  }

  @Test
  @DisplayName("a value too large for its resolution has no steps")
  void tooLarge() {
    assertEquals(Steps.NONE, Steps.of(1e300, 1e-6));
    assertEquals(Steps.NONE, Steps.of(1, Double.MIN_VALUE));
    assertEquals(1, Steps.of(1.4e9, 1e9));
  }
}
