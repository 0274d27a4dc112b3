package io.ispmonitor.testkit.check;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryDiff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The devices as the inventory has them. Changes are taken over with the next event, so that no
 * lock is held while the inventory holds its own.
 */
final class Network {
  /** What is said of a device so long after its removal is not heard any more. */
  private static final long FORGOTTEN_AFTER = Duration.ofHours(1).toNanos();

  private final Settings settings;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Double> rates = new HashMap<>();
  private final Queue<InventoryDiff> unheard = new ConcurrentLinkedQueue<>();

  /** Those that were removed, the first first. */
  private final Deque<Gone> gone = new ArrayDeque<>();

  private final Set<Node> removedNow = new HashSet<>();
  private final List<Node> forgotten = new ArrayList<>();
  private boolean begun;
  private long changedAt = Streak.NEVER;
  private long longestInterval;
  private double questionsPerSecond;

  /** A device, and when it was removed; out of date where it came back at once. */
  private record Gone(Node node, long at) {
    boolean isSo() {
      return node.goneAt == at;
    }
  }

  Network(Settings settings) {
    this.settings = settings;
  }

  void follow(Inventory inventory) {
    inventory.follow(unheard::add);
  }

  /** Takes over what changed, and returns the devices of which nothing more will be heard. */
  List<Node> update(long now) {
    forgotten.clear();
    // Of what was there before the first event, nothing is out of date.
    long since = begun ? now : Streak.NEVER;
    begun = true;
    for (InventoryDiff diff = unheard.poll(); diff != null; diff = unheard.poll()) {
      diff.removed().forEach(device -> remove(device, now));
      diff.added().forEach(this::add);
      diff.changed().forEach(device -> place(device, since));
      diff.added().forEach(device -> place(device, since));
      changedAt = since;
    }
    removedNow.clear();
    forget(now);
    return forgotten;
  }

  @Nullable Node find(String id) {
    return nodes.get(id);
  }

  Collection<Node> all() {
    return nodes.values();
  }

  double questionsPerSecond() {
    return questionsPerSecond;
  }

  long longestInterval() {
    return longestInterval;
  }

  /** Times say nothing of what was before what, so everybody's place counts as changed. */
  void clockSet(long now) {
    changedAt = now;
    for (Node node : nodes.values()) {
      node.changedAt = now;
    }
    List<Node> left = gone.stream().filter(Gone::isSo).map(Gone::node).toList();
    gone.clear();
    left.forEach(node -> leaves(node, now));
  }

  /** Whether neither a device nor anything above it changed its place lately. */
  boolean isSettled(Node node, long now) {
    long grace = 3 * longestInterval + Duration.ofSeconds(10).toNanos();
    if (changedAt == Streak.NEVER || now - changedAt > grace) {
      return true;
    }
    return !changedWithin(node, grace, now)
        && !Way.anyAbove(node, above -> changedWithin(above, grace, now));
  }

  private static boolean changedWithin(Node node, long grace, long now) {
    return node.changedAt != Streak.NEVER && now - node.changedAt <= grace;
  }

  private void add(Device device) {
    Node known = nodes.get(device.id());
    if (known != null && isUnheardSinceRemoval(known)) {
      known.goneAt = Streak.NEVER;
      known.mayBeginAnew = true;
      return;
    }
    Node node = new Node(device.id(), settings.policyOf(device.id()));
    node.former = nodes.put(device.id(), node);
    if (known != null) {
      known.former = null; // or each would hold all before it
    }
  }

  /** Removed and added again before anybody could say a word. */
  private boolean isUnheardSinceRemoval(Node node) {
    return removedNow.contains(node);
  }

  private void place(Device device, long since) {
    Node node = nodes.get(device.id());
    if (node == null) {
      return;
    }
    Settings.Asks asks = settings.reachabilityOf(device);
    long interval = asks == null ? 0 : asks.schedule().intervalOf(device).toNanos();
    if (interval != node.intervalNanos || node.asked != (asks != null)) {
      node.dueBy = Node.NO_TIME_SET; // counted from its new turns
    }
    node.asked = asks != null;
    node.intervalNanos = interval;
    node.timeoutNanos = asks == null ? 0 : asks.schedule().timeout().toNanos();
    node.changedAt = since;
    node.groups = groupsOf(device);
    longestInterval = Math.max(longestInterval, node.intervalNanos);
    changeRate(device.id(), settings.rateOf(device));
  }

  private void remove(Device device, long now) {
    Node node = nodes.get(device.id());
    if (node != null) {
      leaves(node, now);
      removedNow.add(node);
      node.asked = false;
      node.dueBy = Node.NO_TIME_SET;
      changeRate(device.id(), 0);
    }
  }

  private void leaves(Node node, long now) {
    node.goneAt = now;
    gone.add(new Gone(node, now));
  }

  private void changeRate(String device, double rate) {
    Double before = rate == 0 ? rates.remove(device) : rates.put(device, rate);
    questionsPerSecond += rate - (before == null ? 0 : before);
  }

  private void forget(long now) {
    for (Gone next = gone.peek();
        next != null && now - next.at >= FORGOTTEN_AFTER;
        next = gone.peek()) {
      gone.remove();
      if (next.isSo()) {
        forget(next.node);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a device added again is another one
  private void forget(Node node) {
    nodes.remove(node.id, node);
    forgotten.add(node);
    Node successor = nodes.get(node.id);
    if (successor != null && successor.former == node) {
      successor.former = null;
    }
  }

  private Node[][] groupsOf(Device device) {
    List<Node[]> groups = new ArrayList<>();
    for (Dependency dependency : device.dependencies()) {
      List<Node> parents = new ArrayList<>();
      for (String parent : dependency.anyOf()) {
        Node node = nodes.get(parent);
        if (node != null && node.isPresent()) {
          parents.add(node);
        }
      }
      groups.add(parents.toArray(new Node[0]));
    }
    return groups.toArray(new Node[0][]);
  }
}
