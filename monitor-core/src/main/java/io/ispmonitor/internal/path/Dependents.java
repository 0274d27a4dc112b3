package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.Uplink;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * On whom the judgement of others depends: how many devices name each one as their parent, and who
 * is a witness of an uplink. Devices that nobody names take no room.
 */
final class Dependents {
  private final Set<String> witnesses = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Dependents(Collection<Uplink> uplinks) {
    uplinks.forEach(uplink -> witnesses.addAll(uplink.witnesses()));
  }

  boolean has(String id) {
    return counts.containsKey(id) || witnesses.contains(id);
  }

  /**
   * A device is new.
   *
   * @return whom it names as a parent
   */
  Set<String> add(Device device) {
    Set<String> parents = parents(device);
    parents.forEach(parent -> counts.merge(parent, 1, Integer::sum));
    return parents;
  }

  /**
   * A device is gone.
   *
   * @return whom it named as a parent
   */
  Set<String> remove(Device device) {
    Set<String> parents = parents(device);
    parents.forEach(
        parent -> counts.computeIfPresent(parent, (id, count) -> count == 1 ? null : count - 1));
    return parents;
  }

  /**
   * A device has changed.
   *
   * @return whom it names or named as a parent
   */
  Set<String> replace(Device before, Device after) {
    if (before.dependencies().equals(after.dependencies())) {
      return Set.of();
    }
    Set<String> either = new HashSet<>(remove(before));
    either.addAll(add(after));
    return either;
  }

  private static Set<String> parents(Device device) {
    if (device.dependencies().isEmpty()) {
      return Set.of();
    }
    Set<String> parents = new HashSet<>();
    device.dependencies().forEach(dependency -> parents.addAll(dependency.anyOf()));
    return parents;
  }
}
