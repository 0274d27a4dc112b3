package io.ispmonitor.testkit.check;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** A round in which each of some devices is asked once; given up after two intervals. */
final class Pass {
  /** A pass that is not under way. */
  static final Pass OVER = new Pass(Set.of(), Streak.NEVER, Streak.NEVER);

  private static final long MOST = Duration.ofMinutes(2).toNanos();

  private final Set<Node> waiting;
  private final long from;
  private final long until;

  private Pass(Set<Node> waiting, long from, long until) {
    this.waiting = waiting;
    this.from = from;
    this.until = until;
  }

  static Pass of(Collection<Node> nodes, long from, long interval) {
    Set<Node> waiting = new HashSet<>();
    for (Node node : nodes) {
      if (node.asked) {
        waiting.add(node);
      }
    }
    return new Pass(waiting, from, from + 2 * interval);
  }

  void hears(Node node, long askedAt) {
    if (!waiting.isEmpty() && askedAt >= from) {
      waiting.remove(node);
    }
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  boolean isOver(long at) {
    return waiting.isEmpty() || at >= until;
  }

  /** Whether those who make the pass may still wait for a valid outcome of somebody. */
  boolean mayLast(long at) {
    return from != Streak.NEVER && at < until + MOST;
  }

  int left() {
    return waiting.size();
  }
}
