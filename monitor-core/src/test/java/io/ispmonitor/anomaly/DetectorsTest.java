package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  private final Detectors detectors = Detectors.builtIn(ZoneOffset.UTC);

  @Test
  @DisplayName("each name makes a new detector of its kind")
  void byName() {
    assertTrue(
        detectors
            .names()
            .containsAll(
                List.of(
                    "cusum",
                    "ewma",
                    "flat-line",
                    "rate-of-change",
                    "robust-zscore",
                    "seasonal",
                    "zscore")));
    for (String name : detectors.names()) {
      assertEquals(name, detectors.named(name).name());
      assertTrue(detectors.named(name).create().warmingUp(), name);
    }
  }

  @Test
  @DisplayName("an unknown name is refused with those that are known")
  void unknown() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> detectors.named("z-score"));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("'z-score'") && message.contains("robust-zscore"), message);
  }

  @Test
  @DisplayName("a kind of one's own is added under a name of its own")
  void more() {
    DetectorFactory own = new BuiltIn("mine", Cusum::new);
    assertSame(own, detectors.with(own).named("mine"));
    assertThrows(IllegalArgumentException.class, () -> detectors.named("mine"));
    DetectorFactory taken = new BuiltIn("cusum", Cusum::new);
    assertThrows(IllegalArgumentException.class, () -> detectors.with(taken));
  }
}
