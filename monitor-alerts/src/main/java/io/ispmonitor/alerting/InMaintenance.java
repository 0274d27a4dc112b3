package io.ispmonitor.alerting;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.DeviceStatus;
import java.time.Duration;
import java.util.List;

/** What happens within a maintenance window was to be expected. */
final class InMaintenance implements Stage {
  static final String NAME = "maintenance";

  /** The judge's word on the windows holds for so long after it was announced. */
  private static final Duration NEW = Duration.ofMinutes(1);

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
    if (Reachability.isState(one.alert) && !one.isTold() && isNew(one.alert.source())) {
      return Verdict.PASS; // the judge has looked at the windows, and at what ends with them
    }
    List<String> windows =
        monitor.status(one.alert.source()).map(DeviceStatus::maintenance).orElse(List.of());
    return windows.isEmpty() ? Verdict.PASS : inWindow(windows);
  }

  /** What nobody could tell before a window began has to wait for its end. */
  private boolean isNew(String device) {
    return reachability.isAnnouncedSince(device, monitor.time().instant().minus(NEW));
  }

  private static Verdict inWindow(List<String> windows) {
    String names = String.join(", ", windows);
    return new Verdict.Suppress(
        "maintenance window " + names, "the window ends and it is still so");
  }
}
