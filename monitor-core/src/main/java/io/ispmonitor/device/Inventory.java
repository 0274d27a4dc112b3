package io.ispmonitor.device;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The devices that are watched, and what they depend on. It may change at any time; a change
 * disturbs only the devices that it names.
 *
 * <p>Every change is made as a whole or refused as a whole with an {@link IllegalArgumentException}
 * that says what is wrong: an id that is taken or unknown, a parent that is not there, a circle.
 *
 * <p>Thread-safe. Reading gives a copy that no later change touches.
 */
public final class Inventory {

  /** The share of the devices that {@link #sync(Collection)} removes at most. */
  public static final double DEFAULT_MAX_REMOVED_SHARE = 0.10;

  private static final int MOST_NAMED = 5;
  private static final double ROUNDING = 1e-6;
  private static final String HERE = "in the inventory; add it first or in the same call";
  private static final String GIVEN =
      "among the devices given; a sync names every device that is to stay";

  private final Topology topology = new Topology();
  private final ListenerRing listeners = new ListenerRing();

  /** An inventory without devices. */
  public Inventory() {}

  /** Adds a device; its parents must be there. */
  public InventoryDiff add(Device device) {
    return addAll(List.of(device));
  }

  /** Adds devices, all or none; parents may come later in the collection than their children. */
  public synchronized InventoryDiff addAll(Collection<Device> devices) {
    Map<String, Device> added = byId(devices);
    for (String id : added.keySet()) {
      if (topology.contains(id)) {
        throw new IllegalArgumentException(
            "device '" + id + "' is in the inventory already; change it or choose another id");
      }
    }
    ParentChecks.refuseUnknown(
        added.values(), id -> added.containsKey(id) || topology.contains(id), HERE);
    // What was here before cannot depend on what is new, so only the new can close a circle.
    ParentChecks.refuseCircle(added.values(), added::get);
    return apply(List.copyOf(added.values()), List.of(), List.of());
  }

  /** Puts a device in the place of the one with the same id; does nothing if it is equal. */
  public synchronized InventoryDiff change(Device device) {
    Device before = require(device.id());
    if (before.equals(device)) {
      return apply(List.of(), List.of(), List.of());
    }
    if (!before.parents().equals(device.parents())) {
      ParentChecks.refuseUnknown(List.of(device), topology::contains, HERE);
      ParentChecks.refuseCircle(
          List.of(device), id -> id.equals(device.id()) ? device : topology.device(id));
    }
    return apply(List.of(), List.of(device), List.of());
  }

  /** Hangs a device, and with it all that depends on it, under other parents. */
  public synchronized InventoryDiff move(String id, List<Dependency> dependencies) {
    return change(require(id).toBuilder().dependencies(dependencies).build());
  }

  /** Removes a device; refused while another depends on it. */
  public synchronized InventoryDiff remove(String id) {
    Device device = require(id);
    List<Device> children = topology.children(id);
    if (!children.isEmpty()) {
      throw new IllegalArgumentException(
          ("device '%s' cannot be removed while %s depend on it; "
                  + "remove or move them first, or remove the subtree")
              .formatted(id, some(children)));
    }
    return apply(List.of(), List.of(), List.of(device));
  }

  /**
   * Removes a device and all that depends on it. Refused while one of those also depends on a
   * device outside: to remove one of two redundant routers is not to remove all that is behind.
   */
  public synchronized InventoryDiff removeSubtree(String id) {
    List<Device> subtree = new ArrayList<>();
    subtree.add(require(id));
    subtree.addAll(topology.descendants(id));
    Set<String> inside = subtree.stream().map(Device::id).collect(Collectors.toSet());
    List<Device> shared =
        subtree.stream().skip(1).filter(device -> !inside.containsAll(device.parents())).toList();
    if (!shared.isEmpty()) {
      throw new IllegalArgumentException(
          ("device '%s' cannot be removed with its subtree: %s also depend on devices outside it; "
                  + "move or remove them first")
              .formatted(id, some(shared)));
    }
    return apply(List.of(), List.of(), subtree);
  }

  /**
   * Makes the inventory hold exactly these devices, with the {@link #DEFAULT_MAX_REMOVED_SHARE}.
   */
  public InventoryDiff sync(Collection<Device> all) {
    return sync(all, DEFAULT_MAX_REMOVED_SHARE);
  }

  /**
   * Makes the inventory hold exactly these devices. Those that are equal to what is there are not
   * touched, and what stays keeps its place in the order.
   *
   * <p>A source that fails half-way must not end the watch over half of the network, so too many
   * removals at once are refused. One device may always go, unless the share is 0 or it is the last
   * one; only a share of 1 allows to empty the inventory.
   *
   * @param maxRemovedShare how many of the devices that are there now may go, 0 to 1
   */
  public synchronized InventoryDiff sync(Collection<Device> all, double maxRemovedShare) {
    if (!(maxRemovedShare >= 0 && maxRemovedShare <= 1)) {
      throw new IllegalArgumentException(
          "sync: maxRemovedShare must be from 0 to 1, was " + maxRemovedShare);
    }
    Map<String, Device> wanted = byId(all);
    ParentChecks.refuseUnknown(wanted.values(), wanted::containsKey, GIVEN);
    ParentChecks.refuseCircle(wanted.values(), wanted::get);
    List<Device> removed =
        topology.devices().stream().filter(device -> !wanted.containsKey(device.id())).toList();
    refuseAccident(removed, wanted.isEmpty(), maxRemovedShare);
    List<Device> added = new ArrayList<>();
    List<Device> changed = new ArrayList<>();
    for (Device device : wanted.values()) {
      Device before = topology.device(device.id());
      if (before == null) {
        added.add(device);
      } else if (!before.equals(device)) {
        changed.add(device);
      }
    }
    return apply(added, changed, removed);
  }

  /** The device with this id. */
  public synchronized Optional<Device> find(String id) {
    return Optional.ofNullable(topology.device(id));
  }

  /** All devices in the order in which they were added. */
  public synchronized List<Device> devices() {
    return List.copyOf(topology.devices());
  }

  /** The devices that name this one as a parent, in the order in which they came to it. */
  public synchronized List<Device> children(String id) {
    return topology.children(id);
  }

  /** All that this device depends on, directly or not, each once and the nearest first. */
  public synchronized List<Device> ancestors(String id) {
    return topology.ancestors(id);
  }

  /** All that depends on this device, directly or not, each once and the nearest first. */
  public synchronized List<Device> descendants(String id) {
    return topology.descendants(id);
  }

  /** The devices that depend on nothing, in the order in which they were added. */
  public synchronized List<Device> roots() {
    return topology.roots();
  }

  /** The ids of the devices that a selection means at present, in a set of the caller's own. */
  public synchronized Set<String> select(Selection selection) {
    return new Selector(topology).select(selection);
  }

  /** How many devices there are. */
  public synchronized int size() {
    return topology.size();
  }

  /** Tells a listener of every change from now on. */
  public synchronized InventoryListener.Registration listen(InventoryListener listener) {
    return registration(listeners.join(listener));
  }

  /**
   * Tells a listener first of all devices that are here, as added, and then of every change, with
   * nothing missed or told twice in between.
   */
  public synchronized InventoryListener.Registration follow(InventoryListener listener) {
    listeners.refuseWhileTelling();
    ListenerRing.Member member = listeners.join(listener);
    if (topology.size() > 0) {
      listeners.tell(member, new InventoryDiff(topology.devices(), List.of(), List.of(), 0));
    }
    return registration(member);
  }

  private InventoryListener.Registration registration(ListenerRing.Member member) {
    return () -> {
      synchronized (this) {
        listeners.leave(member);
      }
    };
  }

  private InventoryDiff apply(List<Device> added, List<Device> changed, List<Device> removed) {
    listeners.refuseWhileTelling();
    // In this order every parent is there before it is linked, and every edge to a removed device
    // is gone before the device is.
    topology.add(added);
    topology.replace(changed);
    topology.remove(removed);
    int unchanged = topology.size() - added.size() - changed.size();
    InventoryDiff diff = new InventoryDiff(added, changed, removed, unchanged);
    if (!diff.isEmpty()) {
      listeners.tellAll(diff);
    }
    return diff;
  }

  private Device require(String id) {
    return find(id)
        .orElseThrow(
            () -> new IllegalArgumentException("device '" + id + "' is not in the inventory"));
  }

  private void refuseAccident(List<Device> removed, boolean emptied, double maxShare) {
    int before = topology.size();
    double allowed = maxShare == 0 ? 0 : Math.max(1, before * maxShare + ROUNDING);
    boolean emptiedByAccident = emptied && before > 0 && maxShare < 1;
    if (removed.size() > allowed || emptiedByAccident) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sync would remove %d of %d devices (%s), and at most a share of %s may go; "
                  + "if this is meant, pass a maxRemovedShare of %s",
              removed.size(),
              before,
              some(removed),
              maxShare,
              shareFor(removed.size(), before)));
    }
  }

  /** Rounded up, so that the number in the sentence is one that works. */
  private static double shareFor(int removed, int before) {
    return Math.ceil(100.0 * removed / before) / 100;
  }

  private static Map<String, Device> byId(Collection<Device> devices) {
    Map<String, Device> byId = new LinkedHashMap<>();
    for (Device device : devices) {
      if (byId.put(device.id(), device) != null) {
        throw new IllegalArgumentException(
            "device '" + device.id() + "' is given twice; ids must be unique");
      }
    }
    return byId;
  }

  private static String some(List<Device> devices) {
    String named =
        devices.stream()
            .limit(MOST_NAMED)
            .map(device -> "'" + device.id() + "'")
            .collect(Collectors.joining(", "));
    int more = devices.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
