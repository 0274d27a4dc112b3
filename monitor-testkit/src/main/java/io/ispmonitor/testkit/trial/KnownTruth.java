package io.ispmonitor.testkit.trial;

import io.ispmonitor.testkit.check.GroundTruth;
import io.ispmonitor.testkit.sim.Condition;
import io.ispmonitor.testkit.sim.Truth;
import java.time.Instant;

/**
 * What a simulation knows, as an invariant checker asks for it. Where chance decides whether a
 * question is answered, nothing is held to be certain: neither that the device can be reached nor
 * that it is innocent.
 *
 * <p>A device behind a lost uplink is innocent, so a monitor that calls it down is found out; it
 * has to know its uplinks ({@link io.ispmonitor.testkit.sim.SimulationBuilder#watchUplinks}).
 *
 * <p>Thread-safe.
 */
public final class KnownTruth implements GroundTruth {
  private final Truth truth;

  private KnownTruth(Truth truth) {
    this.truth = truth;
  }

  /** The truth of a simulation. */
  public static KnownTruth of(Truth truth) {
    return new KnownTruth(truth);
  }

  @Override
  public boolean isReachable(String device, Instant at) {
    return truth.condition(device, at).isClear();
  }

  @Override
  public boolean isSilent(String device, Instant at) {
    return truth.condition(device, at).isSilent();
  }

  @Override
  public boolean isAtFault(String device, Instant at) {
    Condition condition = truth.condition(device, at);
    if (!condition.isSilent()) {
      return !condition.isClear(); // chance may have silenced it
    }
    return truth.roots(device, at).contains(device) && !truth.isBehindLostUplink(device, at);
  }
}
