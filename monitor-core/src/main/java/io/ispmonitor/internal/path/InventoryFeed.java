package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers changes of the inventory for the scheduler. Many changes of one device become one, so it
 * holds at most one entry for each device and never refuses any. What is taken at once is
 * consistent: a device never comes before the parents it names.
 */
final class InventoryFeed implements InventoryListener {
  private final Runnable wake;
  private Map<String, Optional<Device>> changes = new LinkedHashMap<>();

  InventoryFeed(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public void onChange(InventoryDiff diff) {
    synchronized (this) {
      diff.removed().forEach(device -> changes.put(device.id(), Optional.empty()));
      diff.added().forEach(device -> changes.put(device.id(), Optional.of(device)));
      diff.changed().forEach(device -> changes.put(device.id(), Optional.of(device)));
    }
    wake.run();
  }

  /** All devices that changed since the last call; empty for those that are gone. */
  synchronized Map<String, Optional<Device>> take() {
    if (changes.isEmpty()) {
      return Map.of();
    }
    Map<String, Optional<Device>> taken = changes;
    changes = new LinkedHashMap<>();
    return taken;
  }
}
