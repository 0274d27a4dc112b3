package io.ispmonitor.metric;

/**
 * Turns values into whole numbers of steps and back, so that they take few bytes.
 *
 * <p>For a metric with a resolution, a step is that resolution, and what comes back is off by half
 * of it at most. For one without, a step is 1, and only whole numbers are turned, which come back
 * exact: most counters are. What does not fit these promises has no steps.
 */
final class Steps {
  /** There are no steps for this value; keep the value itself. */
  static final long NONE = Long.MIN_VALUE;

  /** Up to here every whole number is a double. */
  private static final double MOST = 1L << 52;

  private Steps() {}

  static long of(double value, double resolution) {
    return resolution == 0 ? exact(value) : rounded(value, resolution);
  }

  static double toValue(long steps, double resolution) {
    if (resolution == 0) {
      return steps;
    }
    // 1200 / 1e6 is the double nearest to 0.0012, and 1200 * 1e-6 is not.
    double perUnit = stepsPerUnit(resolution);
    return perUnit > 0 ? steps / perUnit : steps * resolution;
  }

  private static long exact(double value) {
    boolean fits = Math.abs(value) <= MOST && value == Math.rint(value);
    boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
    return fits && !negativeZero ? (long) value : NONE;
  }

  private static long rounded(double value, double resolution) {
    double perUnit = stepsPerUnit(resolution);
    double steps = Math.rint(perUnit > 0 ? value * perUnit : value / resolution);
    if (!(Math.abs(steps) <= MOST)) {
      return NONE;
    }
    double error = Math.abs(toValue((long) steps, resolution) - value);
    return error <= resolution / 2 ? (long) steps : NONE;
  }

  /** How many steps a unit has, where that is a whole number; otherwise 0. */
  private static double stepsPerUnit(double resolution) {
    double perUnit = Math.rint(1 / resolution);
    return Math.abs(perUnit * resolution - 1) < 1e-9 ? perUnit : 0;
  }
}
