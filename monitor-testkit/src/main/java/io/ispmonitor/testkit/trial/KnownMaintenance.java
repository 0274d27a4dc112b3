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

/**
 * The maintenance of a monitor, as an invariant checker asks for it. Windows may come and go; which
 * devices they cover is looked up in the inventory whenever maintenance changes, so devices should
 * not be moved while a window waits or is in force.
 *
 * <p>Not for use by several threads; a checker asks under its own lock.
 */
public final class KnownMaintenance implements MaintenanceTimes {
  private final Maintenance maintenance;
  private final Inventory inventory;
  private final Map<String, Set<String>> devices = new HashMap<>();

  /** Asked with every outcome, and the same for hours. */
  private List<MaintenanceWindow> inForce = List.of();

  private long version = Long.MIN_VALUE;
  private Instant from = Instant.MAX;
  private Instant until = Instant.MIN;

  private KnownMaintenance(Maintenance maintenance, Inventory inventory) {
    this.maintenance = maintenance;
    this.inventory = inventory;
  }

  /**
   * The maintenance of the devices of an inventory.
   *
   * @param maintenance that of the monitor
   * @param inventory that of the monitor, or an equal one
   */
  public static KnownMaintenance of(Maintenance maintenance, Inventory inventory) {
    return new KnownMaintenance(maintenance, inventory);
  }

  @Override
  public boolean awaits(String device, Instant at) {
    lookUp();
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
    lookUp();
    if (at.isBefore(from) || !at.isBefore(until)) {
      inForce = maintenance.inForce(at);
      from = at;
      until = maintenance.nextChange(at).orElse(Instant.MAX);
    }
    return inForce;
  }

  /** What the windows cover, when they are not those that were looked at last. */
  private void lookUp() {
    long now = maintenance.version();
    if (now != version) {
      version = now;
      until = Instant.MIN;
      devices.clear();
      for (MaintenanceWindow window : maintenance.windows()) {
        devices.put(window.id(), inventory.select(window.devices()));
      }
    }
  }
}
