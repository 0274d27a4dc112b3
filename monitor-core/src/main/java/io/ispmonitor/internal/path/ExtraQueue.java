package io.ispmonitor.internal.path;

import io.ispmonitor.time.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Questions out of turn that are due: those that children wait for first, all within the budget.
 */
final class ExtraQueue {
  private final Deque<Asking> forChildren = new ArrayDeque<>();
  private final Deque<Asking> others = new ArrayDeque<>();
  private final ExtraBudget budget;

  ExtraQueue(long now) {
    this.budget = new ExtraBudget(now);
  }

  void nominalRate(double questionsPerSecond) {
    budget.nominalRate(questionsPerSecond);
  }

  void add(Asking asking) {
    if (!asking.extraIsQueued) {
      asking.extraIsQueued = true;
      (asking.extraIsForChildren ? forChildren : others).add(asking);
    }
  }

  /** The next to be asked; null when there is none or the budget is used up. */
  @Nullable Asking next(TimeSource time) {
    dropUnwanted();
    Deque<Asking> queue = forChildren.isEmpty() ? others : forChildren;
    if (queue.isEmpty() || !budget.tryTake(time.nanoTime())) {
      return null;
    }
    Asking asking = queue.remove();
    asking.extraIsQueued = false;
    return asking;
  }

  /** When {@link #next} has something again. */
  long nextNanos(long now) {
    return forChildren.isEmpty() && others.isEmpty() ? Asking.NEVER : budget.nextNanos(now);
  }

  private void dropUnwanted() {
    dropUnwanted(forChildren);
    dropUnwanted(others);
  }

  /** Asked meanwhile by the schedule, or gone. */
  private static void dropUnwanted(Deque<Asking> queue) {
    for (Asking first = queue.peek();
        first != null && (first.removed || first.extraNanos == Asking.NEVER || first.open != null);
        first = queue.peek()) {
      queue.remove();
      first.extraIsQueued = false;
    }
  }
}
