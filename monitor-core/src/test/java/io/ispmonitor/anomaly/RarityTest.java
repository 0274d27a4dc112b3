package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RarityTest {

  @Test
  @DisplayName("a score is a tenth of the zeros of one in so many, from 0 to 1")
  void scores() {
    assertEquals(0.3, Rarity.score(1e-3), 1e-12);
    assertEquals(0.6, Rarity.score(1e-6), 1e-12);
    assertEquals(1, Rarity.score(1e-11));
    assertEquals(1, Rarity.score(0));
    assertEquals(0, Rarity.score(1));
    assertEquals(0, Rarity.score(7));
    assertEquals(0, Rarity.score(Double.NaN));
  }

  @Test
  @DisplayName("a threshold says how many samples are beyond it")
  void thresholds() {
    assertEquals(1e-5, Rarity.probability(0.5), 1e-15);
    assertEquals(0.42, Rarity.score(Rarity.probability(0.42)), 1e-12);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Rarity.probability(5));
    assertTrue(String.valueOf(refused.getMessage()).contains("was 5.0"));
    assertThrows(IllegalArgumentException.class, () -> Rarity.probability(Double.NaN));
  }
}
