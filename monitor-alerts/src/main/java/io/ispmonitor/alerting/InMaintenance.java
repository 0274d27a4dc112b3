package io.ispmonitor.alerting;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.DeviceStatus;
import java.util.List;

/** What happens within a maintenance window was to be expected. */
final class InMaintenance implements Stage {
  static final String NAME = "maintenance";

  private final MonitorContext monitor;
  private final Reachability reachability;

  InMaintenance(MonitorContext monitor, Reachability reachability) {
    this.monitor = monitor;
    this.reachability = reachability;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict judge(Case one) {
    boolean isAnnounced =
        Reachability.isState(one.alert) && reachability.isAnnounced(one.alert.source());
    if (isAnnounced && !one.isTold()) {
      return Verdict.PASS; // the judge has looked at the windows, and at what ends with them
    }
    List<String> windows =
        monitor.status(one.alert.source()).map(DeviceStatus::maintenance).orElse(List.of());
    return windows.isEmpty() ? Verdict.PASS : inWindow(windows);
  }

  private static Verdict inWindow(List<String> windows) {
    String names = String.join(", ", windows);
    return new Verdict.Suppress(
        "maintenance window " + names, "the window ends and it is still so");
  }
}
