package io.ispmonitor.alerting;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.DeviceStatus;
import java.util.Optional;

/** A device that is out is told when the judge has announced it: not while it keeps changing. */
final class Judged implements Stage {
  private final MonitorContext monitor;
  private final Reachability reachability;

  Judged(MonitorContext monitor, Reachability reachability) {
    this.monitor = monitor;
    this.reachability = reachability;
  }

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public Verdict judge(Case one) {
    String device = one.alert.source();
    if (!Reachability.isState(one.alert) || reachability.isAnnounced(device)) {
      return Verdict.PASS;
    }
    Optional<DeviceStatus> status = monitor.status(device);
    return status.isPresent() && status.get().flapping()
        ? new Verdict.Suppress(
            "the device is flapping, which is told instead", "it settles and is still out")
        : new Verdict.Suppress(
            "the judge has not announced it: " + one.alert.evidence(),
            "it is found to be at fault");
  }
}
