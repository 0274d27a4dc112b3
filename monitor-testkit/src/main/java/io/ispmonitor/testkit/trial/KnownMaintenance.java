package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.testkit.check.MaintenanceTimes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The maintenance of devices that do not change. */
final class KnownMaintenance implements MaintenanceTimes {
  private final Maintenance maintenance;
  private final Map<String, Set<String>> devices = new HashMap<>();

  /** Asked with every outcome, and the same for hours. */
  private List<MaintenanceWindow> inForce = List.of();

  private long version = Long.MIN_VALUE;
  private Instant from = Instant.MAX;
  private Instant until = Instant.MIN;

  KnownMaintenance(Maintenance maintenance, Inventory inventory) {
    this.maintenance = maintenance;
    for (MaintenanceWindow window : maintenance.windows()) {
      devices.put(window.id(), inventory.select(window.devices()));
    }
  }

  @Override
  public boolean awaits(String device, Instant at) {
    return maintenance.windows().stream()
        .filter(window -> isWaiting(window, at))
        .anyMatch(window -> devices.getOrDefault(window.id(), Set.of()).contains(device));
  }

  /** Also when it has begun since. */
  private boolean isWaiting(MaintenanceWindow window, Instant at) {
    boolean mayBegin = window.timing() instanceof Timing.Flexible flexible && flexible.isArmed(at);
    return mayBegin && maintenance.triggeredAt(window.id()).map(at::isBefore).orElse(true);
  }

  @Override
  public boolean holds(String device, Instant at) {
    for (MaintenanceWindow window : inForce(at)) {
      if (devices.getOrDefault(window.id(), Set.of()).contains(device)) {
        return true;
      }
    }
    return false;
  }

  private List<MaintenanceWindow> inForce(Instant at) {
    long now = maintenance.version();
    if (now != version || at.isBefore(from) || !at.isBefore(until)) {
      inForce = maintenance.inForce(at);
      version = now;
      from = at;
      until = maintenance.nextChange(at).orElse(Instant.MAX);
    }
    return inForce;
  }
}
