package io.ispmonitor.device;

import java.util.List;

/**
 * What a change did to an inventory.
 *
 * @param added the devices that were not there before, in the order given
 * @param changed the devices that are different now, as they are now
 * @param removed the devices that are gone, as they were last
 * @param unchanged how many other devices the inventory holds
 */
public record InventoryDiff(
    List<Device> added, List<Device> changed, List<Device> removed, int unchanged) {

  /** Copies the lists. */
  public InventoryDiff {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** Whether everything stayed as it was. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** In numbers only: the lists may hold a hundred thousand devices. */
  @Override
  public String toString() {
    return "%d added, %d changed, %d removed, %d unchanged"
        .formatted(added.size(), changed.size(), removed.size(), unchanged);
  }
}
