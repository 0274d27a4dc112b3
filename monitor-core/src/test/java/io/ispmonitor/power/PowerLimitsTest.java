package io.ispmonitor.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PowerLimitsTest {

  private static String refusal(double low, double clear, double empty, double mains) {
    return assertThrows(
            IllegalArgumentException.class, () -> PowerLimits.of(low, clear, empty, mains))
        .toString();
  }

  @Test
  @DisplayName("48 V of lead and acid are 24 cells")
  void leadAcid() {
    PowerLimits limits = PowerLimits.leadAcid(48);
    assertEquals(43.2, limits.empty(), 1e-9);
    assertEquals(46.08, limits.low(), 1e-9);
    assertEquals(49.2, limits.clear(), 1e-9);
    assertEquals(52.8, limits.mains(), 1e-9);
    assertEquals(PowerLimits.leadAcid(48), limits);
  }

  @Test
  @DisplayName("48 V of lithium iron are 15 cells, 51.2 V are 16, 12 and 12.8 V are 4")
  void lithiumIron() {
    assertEquals(15 * 2.8, PowerLimits.lithiumIron(48).empty(), 1e-9);
    assertEquals(16 * 2.8, PowerLimits.lithiumIron(51.2).empty(), 1e-9);
    assertEquals(PowerLimits.lithiumIron(12.8), PowerLimits.lithiumIron(12));
  }

  @Test
  @DisplayName("limits out of order are refused with their values")
  void order() {
    assertTrue(refusal(23, 22, 21, 27).contains("low must be below clear, were 23.0 V and 22.0 V"));
    assertTrue(refusal(23, 24, 23, 27).contains("empty must be below low"));
    assertTrue(refusal(23, 24, 21, 23.5).contains("mains must not be below clear"));
    assertTrue(refusal(23, 24, -1, 27).contains("above 0"));
    assertTrue(refusal(Double.NaN, 24, 21, 27).contains("NaN"));
    assertTrue(refusal(23, 24, 21, Double.POSITIVE_INFINITY).contains("Infinity"));
    assertThrows(IllegalArgumentException.class, () -> PowerLimits.leadAcid(1));
    assertThrows(IllegalArgumentException.class, () -> PowerLimits.leadAcid(Double.NaN));
  }

  @Test
  @DisplayName("0 V and the voltage of another battery cannot be true")
  void plausible() {
    PowerLimits limits = PowerLimits.leadAcid(48);
    assertFalse(limits.isPlausible(0));
    assertFalse(limits.isPlausible(13.8));
    assertFalse(limits.isPlausible(230));
    assertFalse(limits.isPlausible(Double.NaN));
    assertTrue(limits.isPlausible(42));
    assertTrue(limits.isPlausible(57.6));
  }

  @Test
  @DisplayName("what is used up grows from 0 to 1 as the voltage falls, and on beyond both ends")
  void discharge() {
    Discharge curve = PowerLimits.lithiumIron(51.2).discharge();
    double before = -1;
    for (double volts = 54; volts > 44; volts -= 0.05) {
      double used = curve.used(volts);
      assertTrue(used > before, "at " + volts + " V");
      before = used;
    }
    assertEquals(1, curve.used(16 * 2.8), 1e-9);
    assertEquals(0.5, Discharge.straight(28, 20).used(24), 1e-9);
  }
}
