package io.ispmonitor.internal.path;

import io.ispmonitor.probe.Priority;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Those whose regular turn has come, in the order they came. While there are more than can be
 * served, three of four are of the higher priority: the important come soon, and nobody waits for
 * ever.
 */
final class DueQueue {
  private static final int RUN = 3;

  private final Deque<Asking> high = new ArrayDeque<>();
  private final Deque<Asking> normal = new ArrayDeque<>();
  private final Deque<Asking> low = new ArrayDeque<>();
  private int highRun;
  private int normalRun;

  /** Puts it in; with the high ones when a question to it is wanted anyway. */
  void add(Asking asking, boolean urgent) {
    asking.isDue = true;
    (urgent ? high : queue(asking.priority)).add(asking);
  }

  boolean isEmpty() {
    return high.isEmpty() && normal.isEmpty() && low.isEmpty();
  }

  /** Takes the next one out that is still due; null when there is none. */
  @Nullable Asking poll() {
    Asking asking = next();
    while (asking != null && !asking.isDue) {
      asking = next(); // asked out of turn meanwhile, or gone
    }
    if (asking != null) {
      asking.isDue = false;
    }
    return asking;
  }

  private @Nullable Asking next() {
    boolean others = !normal.isEmpty() || !low.isEmpty();
    if (!high.isEmpty() && (highRun < RUN || !others)) {
      highRun++;
      return high.poll();
    }
    highRun = 0;
    if (!normal.isEmpty() && (normalRun < RUN || low.isEmpty())) {
      normalRun++;
      return normal.poll();
    }
    normalRun = 0;
    return low.poll();
  }

  private Deque<Asking> queue(Priority priority) {
    return switch (priority) {
      case HIGH -> high;
      case NORMAL -> normal;
      case LOW -> low;
    };
  }
}
