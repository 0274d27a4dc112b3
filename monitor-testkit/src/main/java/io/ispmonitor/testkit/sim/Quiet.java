package io.ispmonitor.testkit.sim;

import io.ispmonitor.Monitor;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;

/** Tells when nothing goes on that would be missed if time jumped. */
final class Quiet {
  /** A monitor that has not found out after so long will not find out soon. */
  private static final long PATIENCE = Duration.ofMinutes(65).toNanos();

  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final int MOST_GLANCES = 40;

  private final Truth truth;
  private final SimulatedProbe probe;
  private final long afterNanos;
  private volatile long disturbedNanos;

  Quiet(Truth truth, SimulatedProbe probe, Duration after) {
    this.truth = truth;
    this.probe = probe;
    this.afterNanos = after.toNanos();
  }

  /** Something happened just now. */
  void disturbed() {
    disturbedNanos = probe.planNanos();
  }

  /**
   * Whether network and monitor are at rest, and have been for a while. As long as the monitor does
   * not have it right it gets more time, but not for ever.
   */
  boolean isQuiet(Monitor monitor) {
    long now = probe.planNanos();
    long change = truth.lastMoment(now);
    long last = Math.max(disturbedNanos, Math.max(change, probe.lastChanceNanos()));
    if (now - afterNanos < last || !truth.course().isSteady(now)) {
      return false;
    }
    boolean isPatient = now - PATIENCE < change;
    Instant at = truth.plan().start().plusNanos(now);
    for (DeviceStatus status : monitor.statuses()) {
      if (status.unconfirmed() > 0 || (isPatient && !isRight(status, at))) {
        return false;
      }
    }
    return true;
  }

  /** Waits for the answers that are under way, since a jump would make silences void. */
  void awaitAnswers(ManualTime time) {
    for (int i = 0; i < MOST_GLANCES && probe.open() > 0; i++) {
      time.advance(GLANCE);
    }
  }

  private boolean isRight(DeviceStatus status, Instant at) {
    String id = status.device().id();
    if (!status.device().isAddressed() || !truth.graph().holds(id)) {
      return true; // nobody asks it
    }
    return truth.isSilent(id, at) ? !status.state().isAnswering() : status.state().isAnswering();
  }
}
