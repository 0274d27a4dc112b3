package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How it really is with a device at an instant.
 *
 * @param questionLoss the chance that a question does not reach it, 0 to 1
 * @param answerLoss the chance that its answer does not come back, 0 to 1
 * @param roundTrip how long question and answer take when neither is lost, without jitter; zero
 *     when there is no way at all
 * @param faults all that is at work on the way to the device; their places say which component is
 *     at fault
 */
public record Condition(
    double questionLoss, double answerLoss, Duration roundTrip, Set<Fault> faults) {

  /** Copies the faults. */
  public Condition {
    faults = Collections.unmodifiableSet(new TreeSet<>(faults));
  }

  /** The chance that a question brings no answer, 0 to 1. */
  public double loss() {
    return 1 - (1 - questionLoss) * (1 - answerLoss);
  }

  /** Whether no question can bring an answer. */
  public boolean isSilent() {
    return questionLoss >= 1 || answerLoss >= 1;
  }

  /** Whether no fault is at work at all. */
  public boolean isClear() {
    return faults.isEmpty();
  }
}
