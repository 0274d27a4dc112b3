package io.ispmonitor.testkit.trial;

import io.ispmonitor.testkit.check.GroundTruth;
import io.ispmonitor.testkit.sim.Condition;
import io.ispmonitor.testkit.sim.Truth;
import java.time.Instant;

/** What the simulation knows, as the checker asks for it. */
final class KnownTruth implements GroundTruth {
  private final Truth truth;

  KnownTruth(Truth truth) {
    this.truth = truth;
  }

  /** Where chance decides, nothing is certain. */
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
    boolean byChance = !condition.isSilent() && !condition.isClear();
    return byChance || truth.roots(device, at).contains(device);
  }
}
