package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Only the device at fault is told: not what cannot be reached behind it, and not what else is
 * wrong with a device that is out.
 */
final class RootCause implements Stage {
  static final String NAME = "root cause";

  private final MonitorContext monitor;
  private final Reachability reachability;

  RootCause(MonitorContext monitor, Reachability reachability) {
    this.monitor = monitor;
    this.reachability = reachability;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict judge(Case one) {
    Alert alert = one.alert;
    Optional<DeviceStatus> status = monitor.status(alert.source());
    if (status.isEmpty()) {
      return Verdict.PASS;
    }
    return Reachability.isState(alert) ? ofState(alert, status.get()) : ofOther(status.get());
  }

  private Verdict ofState(Alert alert, DeviceStatus status) {
    String root = reachability.isAnnounced(alert.source()) ? null : status.rootCause();
    return root == null ? Verdict.PASS : behind(root);
  }

  private static Verdict ofOther(DeviceStatus status) {
    @Nullable String root = status.rootCause();
    if (root != null) {
      return behind(root);
    }
    return status.state() == DeviceState.DOWN
        ? new Verdict.Suppress("the device is DOWN, which is told instead", "it answers again")
        : Verdict.PASS;
  }

  private static Verdict behind(String root) {
    return new Verdict.Suppress(
        "it depends on " + root + ", which is at fault",
        root + " answers again and this is still so");
  }
}
