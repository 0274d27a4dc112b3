package io.ispmonitor.app.config;

import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import java.util.List;

/**
 * What is watched for being unusual.
 *
 * @param plans what of each device; may be nothing
 * @param of of which devices
 * @param most how many series at the most, 1 to 1,000,000; each takes 1.5 KB of memory
 */
public record AnomalyEntry(List<AnomalyPlan> plans, Of of, int most) {

  /** Of which devices. */
  public enum Of {
    /** All, where the most allows it; else those that others are behind. */
    WHAT_FITS,
    /** All. */
    ALL,
    /** Those that others are behind: towers, routers. */
    PARENTS
  }

  /** Copies what could be changed. */
  public AnomalyEntry {
    plans = List.copyOf(plans);
  }

  /** The plans for devices of an inventory. */
  public List<AnomalyPlan> plans(Inventory inventory) {
    return plans.stream()
        .map(plan -> plan.toBuilder().devices(device -> isWatched(device, inventory)).build())
        .toList();
  }

  private boolean isWatched(Device device, Inventory inventory) {
    return switch (of) {
      case ALL -> true;
      case PARENTS -> isParent(device, inventory);
      case WHAT_FITS ->
          (long) inventory.size() * plans.size() <= most || isParent(device, inventory);
    };
  }

  private static boolean isParent(Device device, Inventory inventory) {
    return inventory.find(device.id()).isPresent() && !inventory.children(device.id()).isEmpty();
  }
}
