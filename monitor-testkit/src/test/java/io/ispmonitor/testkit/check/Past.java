package io.ispmonitor.testkit.check;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Remembers when devices had no power and what they hung on, and who could be reached by that. A
 * question that is under way while its device is moved goes by the way it was sent.
 */
final class Past implements GroundTruth {
  /** Turned like a device, it is the way to all of them. */
  static final String UPLINK = "uplink";

  private final Inventory inventory;
  private final Map<String, List<Instant>> turns = new HashMap<>();

  /** What devices hung on until they were moved. */
  private final Map<String, NavigableMap<Instant, List<Dependency>>> until = new HashMap<>();

  Past(Inventory inventory) {
    this.inventory = inventory;
  }

  /** The power of a device goes or comes back. */
  void turn(String device, Instant at) {
    turns.computeIfAbsent(device, is -> new ArrayList<>()).add(at);
  }

  /** The device is about to be moved. */
  void moves(String device, Instant at) {
    until.computeIfAbsent(device, is -> new TreeMap<>()).putIfAbsent(at, dependencies(device));
  }

  @Override
  public boolean isAtFault(String device, Instant at) {
    long before =
        turns.getOrDefault(device, List.of()).stream().filter(turn -> !turn.isAfter(at)).count();
    return before % 2 == 1;
  }

  @Override
  public boolean isReachable(String device, Instant at) {
    return isReachable(device, at, new HashMap<>());
  }

  @Override
  public boolean isSilent(String device, Instant at) {
    return !isReachable(device, at);
  }

  private boolean isReachable(String device, Instant at, Map<String, Boolean> known) {
    Boolean already = known.get(device);
    if (already != null) {
      return already;
    }
    boolean is = !isAtFault(device, at) && !isAtFault(UPLINK, at);
    for (Dependency dependency : dependencies(device, at)) {
      is = is && dependency.anyOf().stream().anyMatch(parent -> isReachable(parent, at, known));
    }
    known.put(device, is);
    return is;
  }

  private List<Dependency> dependencies(String device, Instant at) {
    NavigableMap<Instant, List<Dependency>> before = until.getOrDefault(device, new TreeMap<>());
    Map.Entry<Instant, List<Dependency>> then = before.higherEntry(at);
    return then == null ? dependencies(device) : then.getValue();
  }

  private List<Dependency> dependencies(String device) {
    return inventory.find(device).map(Device::dependencies).orElse(List.of());
  }
}
