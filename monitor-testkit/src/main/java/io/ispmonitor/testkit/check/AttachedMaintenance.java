package io.ispmonitor.testkit.check;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.maintenance.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance of the monitor that is listened to, as its windows are now; none before there is
 * one. A window counts from some moments after it was noticed, since the monitor looks at its
 * windows once a second; one that is there from the beginning counts at once.
 */
final class AttachedMaintenance implements MaintenanceTimes {
  /** How long the monitor may take to notice a window. */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

  private final Map<String, Set<String>> devices = new HashMap<>();
  private @Nullable Maintenance maintenance;
  private @Nullable Inventory inventory;
  private InventoryListener.@Nullable Registration registration;

  /** Whether devices came, went or moved; said by whoever changes the inventory. */
  private volatile boolean isInventoryChanged;

  /** Asked with every outcome, and the same for hours. */
  private List<MaintenanceWindow> inForce = List.of();

  /** From when on windows count. */
  private final Map<MaintenanceWindow, Instant> countsFrom = new HashMap<>();

  private Instant latest = Instant.MIN;
  private long version;
  private Instant from = Instant.MAX;
  private Instant until = Instant.MIN;

  /** Goes by the maintenance of a monitor from now on. */
  void attach(Maintenance windows, Inventory network) {
    if (registration != null) {
      registration.close();
    }
    maintenance = windows;
    inventory = network;
    registration = network.listen(diff -> isInventoryChanged = true);
    devices.clear();
    version = windows.version();
    windows.windows().forEach(window -> countsFrom.putIfAbsent(window, Instant.MIN));
    from = Instant.MAX;
    until = Instant.MIN;
  }

  @Override
  public boolean holds(String device, Instant at) {
    if (maintenance == null) {
      return false;
    }
    refresh(maintenance, at);
    return inForce.stream().anyMatch(window -> counts(window, at) && isMeant(window, device));
  }

  @Override
  public boolean awaits(String device, Instant at) {
    if (maintenance == null) {
      return false;
    }
    refresh(maintenance, at);
    for (MaintenanceWindow window : maintenance.windows()) {
      ScheduledWindow scheduled = maintenance.scheduled(window.id()).orElse(null);
      boolean isWaiting = scheduled != null && waits(scheduled, at) && counts(window, at);
      if (isWaiting && isMeant(window, device)) {
        return true;
      }
    }
    return false;
  }

  /** Time goes by: windows that are new count from some moments later. */
  void notice(Instant at) {
    if (maintenance != null && (isInventoryChanged || maintenance.version() != version)) {
      refresh(maintenance, at);
    }
  }

  private boolean counts(MaintenanceWindow window, Instant at) {
    return !at.isBefore(countsFrom.getOrDefault(window, Instant.MAX));
  }

  /** Also when it has begun since. */
  private static boolean waits(ScheduledWindow scheduled, Instant at) {
    Instant begun = scheduled.triggeredAt();
    if (begun == null) {
      return scheduled.isArmed(at);
    }
    return at.isBefore(begun)
        && scheduled.window().timing() instanceof Timing.Flexible flexible
        && flexible.isArmed(at);
  }

  private boolean isMeant(MaintenanceWindow window, String device) {
    Set<String> meant = devices.get(window.id());
    if (meant == null && inventory != null) {
      meant = inventory.select(window.devices());
      devices.put(window.id(), meant);
    }
    return meant != null && meant.contains(device);
  }

  private void refresh(Maintenance known, Instant at) {
    latest = at.isAfter(latest) ? at : latest;
    long now = known.version();
    if (isInventoryChanged || now != version) {
      isInventoryChanged = false;
      devices.clear();
    }
    if (now != version) {
      notice(known.windows());
    }
    if (now != version || at.isBefore(from) || !at.isBefore(until)) {
      inForce = known.inForce(at);
      version = now;
      from = at;
      until = known.nextChange(at).orElse(Instant.MAX);
    }
  }

  private void notice(List<MaintenanceWindow> windows) {
    countsFrom.keySet().retainAll(windows);
    Instant noticed = latest.plus(NOTICED_WITHIN);
    windows.forEach(window -> countsFrom.putIfAbsent(window, noticed));
  }
}
