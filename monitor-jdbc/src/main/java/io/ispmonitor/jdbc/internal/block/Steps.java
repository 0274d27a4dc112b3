package io.ispmonitor.jdbc.internal.block;

/**
 * Turns values into whole numbers of steps and back, as the history in memory does.
 *
 * <p>For a metric with a resolution a step is that resolution, and what comes back is off by half
 * of it at most, and is turned into the same steps again. For one without, a step is 1 or a power
 * of ten below it, and only values that come back to the last bit are turned. What does not fit
 * these promises has no steps.
 *
 * <p>Used by one thread at a time.
 */
final class Steps {
  /** There are no steps for this value; keep the value itself. */
  static final long NONE = Long.MIN_VALUE;

  /** The most digits behind the point of values without a resolution. */
  static final int MOST_DECIMALS = 9;

  /** Up to here steps, turned into a value and back, are off by less than a half. */
  private static final double MOST = 1L << 50;

  /** From here on whole numbers do not fit into a {@code long}. */
  private static final double TOO_LARGE = 0x1p63;

  private double resolution;

  /** How many steps a unit has, where that is a whole number; otherwise 0. */
  private double perUnit = 1;

  /** Steps of this resolution. For 0 they are whole numbers. */
  Steps of(double newResolution) {
    if (newResolution != resolution) {
      resolution = newResolution;
      perUnit = newResolution == 0 ? 1 : perUnit(newResolution);
    } else if (newResolution == 0) {
      perUnit = 1;
    }
    return this;
  }

  /** Steps without a resolution, of so many digits behind the point. */
  Steps ofDecimals(int decimals) {
    resolution = 0;
    perUnit = Tens.power(decimals);
    return this;
  }

  /** The steps of a value, or {@link #NONE}. */
  long steps(double value) {
    return resolution == 0 ? exact(value) : rounded(value);
  }

  /** The value of so many steps. It is finite, where the steps come from a value. */
  double value(long steps) {
    // 1200 / 1e6 is the double nearest to 0.0012, and 1200 * 1e-6 is not.
    return perUnit > 0 ? steps / perUnit : steps * resolution;
  }

  /** The value to which a value is rounded when it is kept. */
  double kept(double value) {
    long steps = steps(value);
    return steps == NONE ? value : value(steps);
  }

  private long exact(double value) {
    double scaled = Math.rint(value * perUnit);
    if (!(Math.abs(scaled) < (perUnit == 1 ? TOO_LARGE : MOST))) {
      return NONE;
    }
    long steps = (long) scaled;
    boolean same = Double.doubleToRawLongBits(value(steps)) == Double.doubleToRawLongBits(value);
    return same ? steps : NONE;
  }

  private long rounded(double value) {
    double steps = Math.rint(perUnit > 0 ? value * perUnit : value / resolution);
    if (!(Math.abs(steps) <= MOST)) {
      return NONE;
    }
    double error = Math.abs(value((long) steps) - value);
    return error <= resolution / 2 ? (long) steps : NONE;
  }

  private static double perUnit(double resolution) {
    double perUnit = Math.rint(1 / resolution);
    return Math.abs(perUnit * resolution - 1) < 1e-9 ? perUnit : 0;
  }
}
