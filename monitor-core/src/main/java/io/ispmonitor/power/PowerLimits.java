package io.ispmonitor.power;

import java.util.Objects;

/**
 * Where the voltage of a device becomes a matter for people, in volts as the device tells them.
 *
 * @param low below this the voltage is low
 * @param clear at or above this it is normal again; above {@code low}
 * @param empty here the battery is used up, or what protects it cuts it off; below {@code low}
 * @param mains at or above this a charger must be holding it; at least {@code clear}
 * @param discharge how the battery's voltage falls
 */
public record PowerLimits(
    double low, double clear, double empty, double mains, Discharge discharge) {
  private static final double MOST_VOLTS = 1_000;
  private static final double LEAD_CELL = 2.0;
  private static final double LITHIUM_CELL = 3.2;

  /** Checks that they are in order. */
  public PowerLimits {
    Objects.requireNonNull(discharge, "discharge");
    if (!(empty > 0 && mains <= MOST_VOLTS)) {
      throw new IllegalArgumentException(
          "power limits must be above 0 and at most %.0f V, were empty %s V and mains %s V"
              .formatted(MOST_VOLTS, empty, mains));
    }
    requireOrder("empty", empty, "low", low);
    requireOrder("low", low, "clear", clear);
    if (!(clear <= mains)) {
      throw new IllegalArgumentException(
          "power limits: mains must not be below clear, were clear %s V and mains %s V"
              .formatted(clear, mains));
    }
  }

  /** Limits of a battery of which no more is known; its voltage is taken to fall evenly. */
  public static PowerLimits of(double low, double clear, double empty, double mains) {
    return new PowerLimits(low, clear, empty, mains, Discharge.straight(mains, empty));
  }

  /**
   * Lead and acid, flooded or sealed: 2 V a cell. Common to the data sheets of stationary
   * batteries: a cell is charged at 2.25 to 2.40 V, rests full at 2.12 to 2.15 V and is empty at
   * 1.80 V after ten hours. So mains is 2.20 V a cell, clear 2.05, low 1.92 (a tenth is left) and
   * empty 1.80: of 48 V, 52.8, 49.2, 46.1 and 43.2.
   *
   * @param nominalVolts such as 12, 24 or 48
   */
  public static PowerLimits leadAcid(double nominalVolts) {
    int cells = cells("lead-acid", nominalVolts, LEAD_CELL);
    return new PowerLimits(
        1.92 * cells, 2.05 * cells, 1.80 * cells, 2.20 * cells, Discharge.leadAcid(cells));
  }

  /**
   * Lithium iron phosphate: 3.2 V a cell. Common to the data sheets of such cells: one is charged
   * at 3.40 to 3.65 V, rests full at 3.33 V, stays between 3.20 and 3.30 V for most of its charge
   * and is cut off at 2.5 to 2.8 V. So mains is 3.37 V a cell, clear 3.25, low 3.10 (less than a
   * tenth is left) and empty 2.80. A forecast by volts is rough with these until the end is near.
   *
   * @param nominalVolts such as 12.8, 25.6, 48 (15 cells) or 51.2 (16 cells); 12 and 24 are taken
   *     for 4 and 8 cells
   */
  public static PowerLimits lithiumIron(double nominalVolts) {
    int cells = cells("lithium iron", nominalVolts, LITHIUM_CELL);
    return new PowerLimits(
        3.10 * cells, 3.25 * cells, 2.80 * cells, 3.37 * cells, Discharge.lithiumIron(cells));
  }

  /** The same battery, cut off at another voltage; it must stay below {@code low}. */
  public PowerLimits emptyAt(double volts) {
    return new PowerLimits(low, clear, volts, mains, discharge);
  }

  /**
   * Whether a device with such a battery can be at this voltage: from half of empty to one and a
   * half of mains. What is not is a failed sensor, or the limits of another battery.
   */
  public boolean isPlausible(double volts) {
    return volts >= empty / 2 && volts <= mains * 1.5;
  }

  private static int cells(String kind, double nominalVolts, double cellVolts) {
    if (!(nominalVolts >= cellVolts && nominalVolts <= MOST_VOLTS / 2)) {
      throw new IllegalArgumentException(
          "%s battery: nominal voltage must be from %s to %.0f V, was %s V; name it as printed on it"
              .formatted(kind, cellVolts, MOST_VOLTS / 2, nominalVolts));
    }
    return (int) Math.round(nominalVolts / cellVolts);
  }

  private static void requireOrder(String lower, double low, String upper, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "power limits: %s must be below %s, were %s V and %s V"
              .formatted(lower, upper, low, high));
    }
  }
}
