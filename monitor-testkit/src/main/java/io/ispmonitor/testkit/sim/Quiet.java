package io.ispmonitor.testkit.sim;

import io.ispmonitor.Monitor;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Tells when nothing goes on that would be missed if time jumped. */
final class Quiet {
  /** Who has not settled after so long is waited for no more, until he has. */
  private static final long PATIENCE = Duration.ofHours(6).toNanos();

  /** To look at all devices takes time. */
  private static final long LOOK_AGAIN = Duration.ofMinutes(1).toNanos();

  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final int MOST_GLANCES = 40;

  private final Truth truth;
  private final SimulatedProbe probe;
  private final long afterNanos;
  private final Map<String, Long> unsettledSince = new HashMap<>();
  private volatile long disturbedNanos;
  private long lookNanos;

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
   * Whether network and monitor are at rest, and have been for a while: nothing is left to chance,
   * and the monitor has it right of every device. One that it cannot get right does not keep all
   * others from rest for ever.
   */
  boolean isQuiet(Monitor monitor) {
    long now = probe.planNanos();
    long last = Math.max(disturbedNanos, truth.lastMoment(now));
    if (now - afterNanos < last || now < lookNanos || truth.course().isUncertain(now)) {
      return false;
    }
    boolean isSettled = isSettled(monitor, now);
    lookNanos = isSettled ? now : now + LOOK_AGAIN;
    return isSettled;
  }

  /** Waits for the answers that are under way, since a jump would make silences void. */
  void awaitAnswers(ManualTime time) {
    for (int i = 0; i < MOST_GLANCES && probe.open() > 0; i++) {
      time.advance(GLANCE);
    }
  }

  private boolean isSettled(Monitor monitor, long now) {
    Instant at = truth.plan().start().plusNanos(now);
    boolean isSettled = true;
    for (DeviceStatus status : monitor.statuses()) {
      String id = status.device().id();
      if (isSettled(status, at)) {
        unsettledSince.remove(id);
      } else if (now - unsettledSince.computeIfAbsent(id, any -> now) < PATIENCE) {
        isSettled = false;
      }
    }
    return isSettled;
  }

  private boolean isSettled(DeviceStatus status, Instant at) {
    String id = status.device().id();
    if (!status.device().isAddressed() || !truth.graph().holds(id)) {
      return true; // nobody asks it
    }
    boolean isRight =
        truth.isSilent(id, at) ? !status.state().isAnswering() : status.state() == DeviceState.UP;
    return isRight && !status.flapping() && status.unconfirmed() == 0;
  }
}
