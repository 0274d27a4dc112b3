package io.ispmonitor.testkit.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The ways to a device, which lead through those parents that nobody asks. */
final class Way {
  private final Predicate<Node> holds;
  private final Map<Node, Boolean> through = new HashMap<>();

  private Way(Predicate<Node> holds) {
    this.holds = holds;
  }

  /** Whether every dependency has a parent that passes. */
  static boolean isOpen(Node device, Predicate<Node> passes) {
    return new Way(passes).isOpen(device);
  }

  /** Whether some dependency has none but parents that block. */
  static boolean isCut(Node device, Predicate<Node> blocks) {
    return !isOpen(device, blocks.negate());
  }

  /** Whether a device is among all that another one depends on. */
  static boolean leadsOver(Node device, String ancestor) {
    return anyAbove(device, above -> above.id.equals(ancestor));
  }

  /** Whether a device hangs on another one, directly or by those that nobody asks. */
  @SuppressWarnings("ReferenceEquality") // a device added again is another one
  static boolean hangsOn(Node device, Node parent) {
    for (Node[] group : device.groups) {
      for (Node above : group) {
        if (above == parent || (!above.asked && hangsOn(above, parent))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether something holds for any of all that a device depends on. */
  static boolean anyAbove(Node device, Predicate<Node> test) {
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.add(device);
    for (Node next = open.poll(); next != null; next = open.poll()) {
      for (Node[] group : next.groups) {
        for (Node parent : group) {
          if (seen.add(parent)) {
            if (test.test(parent)) {
              return true;
            }
            open.add(parent);
          }
        }
      }
    }
    return false;
  }

  private boolean isOpen(Node device) {
    for (Node[] group : device.groups) {
      if (group.length > 0 && !isOpen(group)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOpen(Node[] group) {
    for (Node parent : group) {
      if (parent.asked ? holds.test(parent) : passesThrough(parent)) {
        return true;
      }
    }
    return false;
  }

  private boolean passesThrough(Node parent) {
    Boolean known = through.get(parent);
    if (known == null) {
      known = isOpen(parent);
      through.put(parent, known);
    }
    return known;
  }
}
