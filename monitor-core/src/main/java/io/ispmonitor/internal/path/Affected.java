package io.ispmonitor.internal.path;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Who is cut off when a device fails, by the topology.
 *
 * @param devices how many devices, asked or not, have no way left that does not lead over it
 * @param subscribers how many subscribers hang on these and on the device itself
 */
record Affected(int devices, long subscribers) {

  /** What is behind a device. */
  static Affected behind(Watched root) {
    Set<Watched> cut = new HashSet<>();
    Deque<Watched> open = new ArrayDeque<>();
    long subscribers = 0;
    cut.add(root);
    open.add(root);
    for (Watched next = open.poll(); next != null; next = open.poll()) {
      subscribers = sum(subscribers, next.subscribers);
      for (Watched child : next.children) {
        if (!cut.contains(child) && isCut(child, cut)) {
          cut.add(child);
          open.add(child);
        }
      }
    }
    return new Affected(cut.size() - 1, subscribers);
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
