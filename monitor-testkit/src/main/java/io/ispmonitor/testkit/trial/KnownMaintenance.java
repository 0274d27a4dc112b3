package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.testkit.check.MaintenanceTimes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The maintenance of devices that do not change. */
final class KnownMaintenance implements MaintenanceTimes {
  private final Maintenance maintenance;
  private final Map<String, Set<String>> devices = new HashMap<>();

  KnownMaintenance(Maintenance maintenance, Inventory inventory) {
    this.maintenance = maintenance;
    for (MaintenanceWindow window : maintenance.windows()) {
      devices.put(window.id(), inventory.select(window.devices()));
    }
  }

  @Override
  public boolean holds(String device, Instant at) {
    return maintenance.inForce(at).stream()
        .anyMatch(window -> devices.getOrDefault(window.id(), Set.of()).contains(device));
  }
}
