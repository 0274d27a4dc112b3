package io.ispmonitor.examples.demo;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a device stands in the tree that is drawn. A device with several parents hangs under the
 * first of them.
 *
 * @param device the device
 * @param depth how many stand above it
 * @param parent the index of its parent in the list of places; -1 for none
 * @param isLeaf whether nothing depends on it
 */
record Place(Device device, int depth, int parent, boolean isLeaf) {
  static final int NO_PARENT = -1;

  /** All devices, each after the one it hangs under. */
  static List<Place> of(Inventory inventory) {
    List<Place> places = new ArrayList<>(inventory.size());
    Set<String> placed = new HashSet<>();
    for (Device root : inventory.roots()) {
      add(inventory, root, 0, NO_PARENT, places, placed);
    }
    return places;
  }

  private static void add(
      Inventory inventory,
      Device device,
      int depth,
      int parent,
      List<Place> places,
      Set<String> placed) {
    placed.add(device.id());
    List<Device> children = inventory.children(device.id());
    int index = places.size();
    places.add(new Place(device, depth, parent, children.isEmpty()));
    for (Device child : children) {
      boolean here = child.parents().iterator().next().equals(device.id());
      if (here && !placed.contains(child.id())) {
        add(inventory, child, depth + 1, index, places, placed);
      }
    }
  }
}
