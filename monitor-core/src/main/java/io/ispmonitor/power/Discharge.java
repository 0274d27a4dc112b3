package io.ispmonitor.power;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the voltage of a battery falls while it is used up: a curve from volts to the share of its
 * charge that is gone. It makes a forecast of what is a bend in volts and a straight line in
 * charge. Immutable.
 *
 * <p>The curves are those that data sheets print for a discharge in about ten hours at 20 to 25 °C.
 * Load, cold and age shift them; a forecast goes by how fast the share grows at present, which
 * takes back most of that.
 */
public final class Discharge {
  /** Volts of a cell, falling, and the share that is gone there. */
  private static final double[][] LEAD_ACID = {
    {2.09, 2.065, 2.035, 2.00, 1.965, 1.92, 1.865, 1.80},
    {0.00, 0.20, 0.40, 0.60, 0.75, 0.90, 0.965, 1.00}
  };

  /** So flat in the middle that the volts say little before three quarters are gone. */
  private static final double[][] LITHIUM_IRON = {
    {3.34, 3.31, 3.28, 3.26, 3.24, 3.21, 3.15, 3.05, 2.80},
    {0.00, 0.10, 0.35, 0.50, 0.62, 0.76, 0.88, 0.95, 1.00}
  };

  private final double[] volts;
  private final double[] used;

  private Discharge(double[] volts, double[] used) {
    this.volts = volts;
    this.used = used;
  }

  /** A straight line between full and empty, for batteries of which no more is known. */
  public static Discharge straight(double fullVolts, double emptyVolts) {
    if (!(fullVolts > emptyVolts) || !Double.isFinite(fullVolts - emptyVolts)) {
      throw new IllegalArgumentException(
          "discharge: full must be above empty, were full %s V and empty %s V"
              .formatted(fullVolts, emptyVolts));
    }
    return new Discharge(new double[] {fullVolts, emptyVolts}, new double[] {0, 1});
  }

  /** So many cells of lead and acid in a row; six make 12 V. */
  public static Discharge leadAcid(int cells) {
    return of(LEAD_ACID, cells);
  }

  /** So many cells of lithium iron phosphate in a row; four make 12.8 V. */
  public static Discharge lithiumIron(int cells) {
    return of(LITHIUM_IRON, cells);
  }

  private static Discharge of(double[][] cell, int cells) {
    if (cells < 1) {
      throw new IllegalArgumentException("discharge: cells must be at least 1, were " + cells);
    }
    return new Discharge(Arrays.stream(cell[0]).map(each -> each * cells).toArray(), cell[1]);
  }

  /**
   * The share of the charge that is gone at this voltage: 0 full, 1 empty. Goes on in a straight
   * line at both ends, so below 0 for a battery that was just taken off its charger.
   */
  public double used(double atVolts) {
    int right = 1;
    while (right < volts.length - 1 && atVolts < volts[right]) {
      right++;
    }
    int left = right - 1;
    double share = (volts[left] - atVolts) / (volts[left] - volts[right]);
    return used[left] + share * (used[right] - used[left]);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Discharge that
        && Arrays.equals(volts, that.volts)
        && Arrays.equals(used, that.used);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(volts) + Arrays.hashCode(used);
  }

  @Override
  public String toString() {
    return "from %.1f V to %.1f V".formatted(volts[0], volts[volts.length - 1]);
  }
}
