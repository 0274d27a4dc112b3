package io.ispmonitor.internal.path;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who is cut off when a device fails, by the topology. */
final class Affected {
  private Affected() {}

  /** The devices, asked or not, that have no way left that does not lead over this one. */
  static Set<Watched> cutBy(Watched root) {
    Set<Watched> cut = new LinkedHashSet<>();
    Deque<Watched> open = new ArrayDeque<>();
    cut.add(root);
    open.add(root);
    for (Watched next = open.poll(); next != null; next = open.poll()) {
      for (Watched child : next.children) {
        if (!cut.contains(child) && isCut(child, cut)) {
          cut.add(child);
          open.add(child);
        }
      }
    }
    cut.remove(root);
    return cut;
  }

  /** How many subscribers hang on a device and on those it cuts off. */
  static long subscribers(Watched root, Set<Watched> cut) {
    long subscribers = root.subscribers;
    for (Watched watched : cut) {
      subscribers = sum(subscribers, watched.subscribers);
    }
    return subscribers;
  }

  /** Of two numbers that are not negative, and not more than fits. */
  private static long sum(long a, long b) {
    return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
  }

  private static boolean isCut(Watched child, Set<Watched> cut) {
    for (Watched[] group : child.parents) {
      boolean left = group.length == 0;
      for (Watched parent : group) {
        left |= !cut.contains(parent);
      }
      if (!left) {
        return true;
      }
    }
    return false;
  }
}
