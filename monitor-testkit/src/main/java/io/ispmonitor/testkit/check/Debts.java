package io.ispmonitor.testkit.check;

import java.util.HashMap;
import java.util.Map;

/** What is due at devices, and since when; each is overdue once. */
final class Debts {
  private static final long CLAIMED = Long.MAX_VALUE;

  private final Map<Node, Long> since = new HashMap<>();

  /**
   * Says whether something is due at a device.
   *
   * @return whether it has been due for longer than it may, which is said once
   */
  boolean isOverdue(Node node, boolean isDue, long at, long patience) {
    if (!isDue) {
      since.remove(node);
      return false;
    }
    long first = since.computeIfAbsent(node, is -> at);
    if (first == CLAIMED || at - first <= patience) {
      return false;
    }
    since.put(node, CLAIMED);
    return true;
  }

  /** Everything is due from now on at the earliest. */
  void clear() {
    since.clear();
  }

  void forget(Node node) {
    since.remove(node);
  }
}
