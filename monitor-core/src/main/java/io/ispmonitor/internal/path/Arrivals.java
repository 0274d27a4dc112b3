package io.ispmonitor.internal.path;

import java.util.ArrayList;
import java.util.List;

/**
 * The devices that are watched, in the order in which they came. Changed by the scheduler's loop;
 * any thread may read it, and neither waits for host code.
 */
final class Arrivals {
  /** Those that are gone are swept out when they are more than one in so many. */
  private static final int SWEEP_SHARE = 8;

  private final List<Watched> inOrder = new ArrayList<>();
  private int gone;

  synchronized void add(Watched watched) {
    inOrder.add(watched);
  }

  /** One of them is marked as removed. */
  synchronized void oneIsGone() {
    gone++;
    if (gone * SWEEP_SHARE > inOrder.size()) {
      inOrder.removeIf(watched -> watched.removed);
      gone = 0;
    }
  }

  /** Those that are there now, in a list of the caller's own. */
  synchronized List<Watched> copy() {
    List<Watched> copy = new ArrayList<>(inOrder);
    copy.removeIf(watched -> watched.removed);
    return copy;
  }
}
