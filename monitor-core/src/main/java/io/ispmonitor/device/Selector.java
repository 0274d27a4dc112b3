package io.ispmonitor.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the devices of a selection in a topology. Each part of a selection looks at every device
 * and every edge once at most, and only the nesting of the selection is followed by recursion.
 */
final class Selector {
  private final Topology topology;

  Selector(Topology topology) {
    this.topology = topology;
  }

  Set<String> select(Selection selection) {
    if (selection instanceof Selection.Devices devices) {
      Set<String> known = new LinkedHashSet<>(devices.ids());
      known.removeIf(id -> !topology.contains(id));
      return known;
    }
    if (selection instanceof Selection.Subtree subtree) {
      return topology.contains(subtree.root()) ? cutOffWithout(subtree.root()) : none();
    }
    if (selection instanceof Selection.Behind behind) {
      return topology.contains(behind.root()) ? ids(topology.descendants(behind.root())) : none();
    }
    if (selection instanceof Selection.Label label) {
      return all(device -> label.value().equals(device.labels().get(label.key())));
    }
    if (selection instanceof Selection.AnyOf any) {
      Set<String> selected = none();
      any.parts().forEach(part -> selected.addAll(select(part)));
      return selected;
    }
    if (selection instanceof Selection.AllOf all) {
      Set<String> selected = select(all.parts().get(0));
      all.parts().stream().skip(1).forEach(part -> selected.retainAll(select(part)));
      return selected;
    }
    if (selection instanceof Selection.Except except) {
      Set<String> selected = select(except.base());
      selected.removeAll(select(except.without()));
      return selected;
    }
    return all(device -> true);
  }

  /**
   * A device and all that has no way left without it. Each is decided on once, when all of its
   * parents that are behind the device have been, so that many parents cost no more than one look
   * at each.
   */
  private Set<String> cutOffWithout(String root) {
    Map<String, Integer> undecidedParents = undecidedParents(root);
    Set<String> cut = none();
    Deque<String> decided = new ArrayDeque<>();
    cut.add(root);
    decided.add(root);
    for (String next = decided.poll(); next != null; next = decided.poll()) {
      for (Device child : topology.children(next)) {
        if (undecidedParents.merge(child.id(), -1, Integer::sum) == 0) {
          decided.add(child.id());
          if (isCut(child, cut)) {
            cut.add(child.id());
          }
        }
      }
    }
    return cut;
  }

  private Map<String, Integer> undecidedParents(String root) {
    List<Device> behind = topology.descendants(root);
    Set<String> reached = ids(behind);
    reached.add(root);
    Map<String, Integer> undecided = new HashMap<>();
    for (Device device : behind) {
      Set<String> parents = device.parents();
      parents.retainAll(reached);
      undecided.put(device.id(), parents.size());
    }
    return undecided;
  }

  private static boolean isCut(Device device, Set<String> cut) {
    return device.dependencies().stream().anyMatch(group -> cut.containsAll(group.anyOf()));
  }

  private Set<String> all(Predicate<Device> wanted) {
    return ids(topology.devices().stream().filter(wanted).toList());
  }

  private static Set<String> ids(List<Device> devices) {
    Set<String> ids = none();
    devices.forEach(device -> ids.add(device.id()));
    return ids;
  }

  private static Set<String> none() {
    return new LinkedHashSet<>();
  }
}
