package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;

/** Calls devices that answer degraded when they do so too late or too seldom, and up again. */
final class Degradation {
  private final Rules rules;
  private final Quality quality;
  private final Flapping flapping;
  private final Transitions transitions;
  private final Notices notices;

  Degradation(
      Rules rules, Quality quality, Flapping flapping, Transitions transitions, Notices notices) {
    this.rules = rules;
    this.quality = quality;
    this.flapping = flapping;
    this.transitions = transitions;
    this.notices = notices;
  }

  /** Compares with its limits what was measured of a device. */
  void judge(Watched watched) {
    DeviceState state = watched.verdict.state();
    if (!state.isAnswering()) {
      return;
    }
    String poor = quality.complaint(watched, rules.of(watched));
    if (poor != null && state == DeviceState.UP) {
      flapping.worsens(watched);
      Evidence evidence = Grounds.because(Basis.QUALITY, watched, poor);
      transitions.change(watched, DeviceState.DEGRADED, null, evidence);
    } else if (poor == null && state == DeviceState.DEGRADED) {
      flapping.improves(watched);
      Evidence evidence = Grounds.because(Basis.QUALITY, watched, "within limits again");
      transitions.change(watched, DeviceState.UP, null, evidence);
    } else if (poor == null && watched.told.degraded()) {
      notices.reconcile(watched); // after an outage it takes a while until this is known
    }
  }
}
