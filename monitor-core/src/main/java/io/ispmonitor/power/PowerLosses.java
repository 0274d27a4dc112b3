package io.ispmonitor.power;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was found of devices that went silent, kept until they answer again. Any thread. */
final class PowerLosses {
  private final Supplies supplies;
  private final MonitorContext monitor;
  private final Map<String, PowerFinding> found = new ConcurrentHashMap<>();

  PowerLosses(Supplies supplies, MonitorContext monitor) {
    this.supplies = supplies;
    this.monitor = monitor;
  }

  /** A device went silent, or no longer is. */
  void onStateChange(StateChange change) {
    String device = change.device();
    if (change.to().isAnswering()) {
      found.remove(device);
    } else if (change.to().isOutage() && !found.containsKey(device)) {
      String owner = owner(device);
      PowerFinding finding = owner == null ? null : judge(device, owner);
      if (finding != null) {
        found.put(device, finding);
        tell(finding, change.to());
      }
    }
  }

  Optional<PowerFinding> finding(String device) {
    PowerFinding finding = found.get(device);
    if (finding != null) {
      return Optional.of(finding);
    }
    return monitor
        .status(device)
        .filter(is -> is.state().isOutage())
        .map(is -> inquest(device).nothingKnown());
  }

  void forget(String device) {
    found.remove(device);
  }

  private PowerInquest inquest(String device) {
    return new PowerInquest(device, supplies.moments().wall());
  }

  private @Nullable PowerFinding judge(String device, String owner) {
    long now = supplies.moments().now();
    return supplies.with(owner, supply -> inquest(device).judge(owner, supply, now)).orElse(null);
  }

  /** That a device behind a dead parent has no link is no news; that it has no power is. */
  private void tell(PowerFinding finding, DeviceState state) {
    boolean own = finding.device().equals(finding.supply());
    boolean down = state == DeviceState.DOWN;
    if (finding.loss() == PowerFinding.Loss.POWER && (down || own)) {
      supplies.bulletin().tell(finding, "powerLost");
    } else if (finding.loss() == PowerFinding.Loss.LINK && down) {
      supplies.bulletin().tell(finding, "linkLost");
    }
  }

  /** Whose voltage tells of a device: its own, a power supply's that it hangs on, any parent's. */
  private @Nullable String owner(String device) {
    if (isHeard(device)) {
      return device;
    }
    Set<String> parents = monitor.inventory().find(device).map(Device::parents).orElse(Set.of());
    String owner = null;
    for (String parent : parents) {
      if (isHeard(parent) && (owner == null || isPowerSupply(parent))) {
        owner = parent;
      }
    }
    return owner;
  }

  private boolean isHeard(String device) {
    return supplies.with(device, supply -> true).isPresent();
  }

  private boolean isPowerSupply(String device) {
    return monitor
        .inventory()
        .find(device)
        .filter(is -> is.kind().equals(DeviceKind.POWER))
        .isPresent();
  }
}
