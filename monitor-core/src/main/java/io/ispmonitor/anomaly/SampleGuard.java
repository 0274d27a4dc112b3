package io.ispmonitor.anomaly;

/**
 * Decides which samples of a series are measurements, and knows the usual time between them.
 *
 * <p>Left out are NaN and the infinities, a second sample of the same time, and samples that are
 * older than the newest; unless eight older ones come in the order of their times, each newer than
 * the one before: then the clock has been set back, and its new time holds.
 *
 * <p>The usual step follows the median of the steps. More than five of them without a measurement
 * is a gap.
 */
final class SampleGuard {
  private static final int SET_BACK_AFTER = 8;
  private static final double GAP_STEPS = 5;
  private static final double NEAR = 0.1;
  private static final double SLOWEST = 0.02;

  /** What a sample is. */
  enum Standing {
    NONE_YET(0),
    TAKEN(1),
    NO_NUMBER(2),
    DUPLICATE(3),
    LATE(4);

    static final int CODES = 5;

    /** What states hold; never changed. */
    private final int code;

    Standing(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Standing of(int code) {
      return switch (code) {
        case 0 -> NONE_YET;
        case 1 -> TAKEN;
        case 2 -> NO_NUMBER;
        case 3 -> DUPLICATE;
        default -> LATE;
      };
    }
  }

  private Standing standing = Standing.NONE_YET;
  private long taken;
  private long newest;
  private long newestLate;
  private int lateInARow;
  private double usualNanos;
  private double steps;
  private boolean afterGap;

  /** Whether the sample is a measurement to judge and learn from. */
  boolean takes(long epochNanos, double value) {
    standing = standingOf(epochNanos, value);
    return standing == Standing.TAKEN;
  }

  private Standing standingOf(long epochNanos, double value) {
    if (!Double.isFinite(value)) {
      return Standing.NO_NUMBER;
    }
    if (taken == 0 || epochNanos > newest) {
      return Standing.TAKEN;
    }
    if (epochNanos == newest) {
      return Standing.DUPLICATE;
    }
    if (lateInARow == 0 || epochNanos != newestLate) {
      lateInARow = lateInARow > 0 && epochNanos > newestLate ? lateInARow + 1 : 1;
      newestLate = epochNanos;
    }
    return lateInARow == SET_BACK_AFTER ? Standing.TAKEN : Standing.LATE;
  }

  /** Goes on to a sample that was taken; what was known of the one before is over. */
  void advance(long epochNanos) {
    if (taken > 0) {
      step(lateInARow == SET_BACK_AFTER ? 0 : since(epochNanos));
    }
    newest = epochNanos;
    lateInARow = 0;
    taken++;
  }

  private double since(long epochNanos) {
    long since = epochNanos - newest;
    return since > 0 ? since : Long.MAX_VALUE;
  }

  private void step(double nanos) {
    if (nanos == 0) {
      steps = 1;
      afterGap = true;
      return;
    }
    if (usualNanos == 0) {
      usualNanos = nanos;
    }
    steps = nanos / usualNanos;
    afterGap = steps > GAP_STEPS;
    if (Math.abs(steps - 1) <= NEAR) {
      usualNanos += (nanos - usualNanos) * NEAR;
    } else {
      double rate = 1 + Math.max(1.0 / taken, SLOWEST);
      usualNanos *= steps > 1 ? Math.min(rate, steps) : Math.max(1 / rate, steps);
    }
  }

  Standing standing() {
    return standing;
  }

  /** How many samples were taken. */
  long taken() {
    return taken;
  }

  /** The time of the newest sample. */
  long newest() {
    return newest;
  }

  /** The time since the sample before in usual steps; 0 for the first. */
  double steps() {
    return steps;
  }

  /** The usual time between two samples; 0 for the first. */
  double usualNanos() {
    return usualNanos;
  }

  /** Whether the sample before is too long ago, or of another clock, to be compared with. */
  boolean afterGap() {
    return afterGap;
  }

  void exchange(StateFields fields) {
    standing = Standing.of(fields.place(standing.code, Standing.CODES));
    taken = fields.of(taken);
    newest = fields.of(newest);
    newestLate = fields.of(newestLate);
    lateInARow = fields.place(lateInARow, SET_BACK_AFTER);
    usualNanos = fields.of(usualNanos);
    steps = fields.of(steps);
    afterGap = fields.of(afterGap);
  }
}
