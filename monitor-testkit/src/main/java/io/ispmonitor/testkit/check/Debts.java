package io.ispmonitor.testkit.check;

import java.util.HashMap;
import java.util.Map;

/** What is due at devices, and since when; each is overdue once, however long it stays unpaid. */
final class Debts {
  private static final long CLAIMED = Long.MAX_VALUE;

  private final Map<Node, Long> since = new HashMap<>();

  /**
   * Says whether something is due at a device.
   *
   * @param isOwed whether it is still to come
   * @param isHeldBack whether it need not come yet
   * @return whether it has been due for longer than it may, which is said once
   */
  boolean isOverdue(Node node, boolean isOwed, boolean isHeldBack, long at, long patience) {
    if (!isOwed) {
      since.remove(node);
      return false;
    }
    if (isHeldBack) {
      since.computeIfPresent(node, (is, first) -> first == CLAIMED ? first : null);
      return false;
    }
    long first = since.computeIfAbsent(node, is -> at);
    if (first == CLAIMED || at - first <= patience) {
      return false;
    }
    since.put(node, CLAIMED);
    return true;
  }

  /** What was not claimed yet is due from now on at the earliest. */
  void postpone() {
    since.values().removeIf(first -> first != CLAIMED);
  }

  void forget(Node node) {
    since.remove(node);
  }
}
