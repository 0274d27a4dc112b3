package io.ispmonitor.testkit.sim;

/**
 * A component loses or delays what passes for a time.
 *
 * @param component its number
 * @param from when it begins, in nanoseconds from the start of the plan
 * @param to when it is over
 * @param fault why
 * @param loss how
 */
record Strain(int component, long from, long to, Fault fault, Effect.Loss loss) {

  boolean isAt(long nanos) {
    return from <= nanos && nanos < to;
  }

  /** How high it is, 0 to 1. */
  double height(long nanos) {
    return loss.shape().height((double) (nanos - from) / (to - from));
  }

  /** Whether a device is among those that are hit. */
  boolean hits(String device) {
    return loss.share() >= 1
        || Dice.unit(Dice.mix(Dice.hash(device) ^ Dice.hash(fault.place().toString()) ^ from))
            < loss.share();
  }

  /**
   * When it rises or falls no more until its end, or begins to; the same twice when it never does.
   */
  long steadyFrom() {
    return switch (loss.shape()) {
      case STEADY -> from;
      case ARCH -> to;
      case PLATEAU -> from + ramp();
    };
  }

  long steadyTo() {
    return loss.shape() == Effect.Shape.PLATEAU ? to - ramp() : to;
  }

  private long ramp() {
    return (long) ((to - from) * Effect.Shape.RAMP);
  }
}
