package io.ispmonitor.status;

import java.time.Duration;
import java.time.Instant;

/**
 * The steps that a time is cut into. They begin where the time does; the last one may be cut off.
 *
 * @param from where the first begins
 * @param to where the last ends
 * @param step how long each is; cut down to the whole time where it is longer
 */
record TimeSteps(Instant from, Instant to, Duration step) {
  private static final int MOST = 10_000;

  /** Checks that there is at least one, and not too many of them. */
  TimeSteps {
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("step must be more than 0, was " + step);
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the time to show must end after it begins, was from %s to %s".formatted(from, to));
    }
    Duration whole = Duration.between(from, to);
    if (whole.minusNanos(1).dividedBy(MOST).compareTo(step) >= 0) {
      throw new IllegalArgumentException(
          "from %s to %s there are more than %d steps of %s; take longer ones"
              .formatted(from, to, MOST, step));
    }
    step = step.compareTo(whole) < 0 ? step : whole; // "for ever" is one step
  }

  int count() {
    Duration whole = Duration.between(from, to);
    long full = whole.dividedBy(step);
    return (int) (step.multipliedBy(full).equals(whole) ? full : full + 1);
  }

  Instant start(int index) {
    return from.plus(step.multipliedBy(index));
  }

  Instant end(int index) {
    return index + 1 < count() ? start(index + 1) : to;
  }
}
