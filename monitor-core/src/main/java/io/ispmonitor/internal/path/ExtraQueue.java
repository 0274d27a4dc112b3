package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.Asking.Queued;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Questions out of turn that are due: those that children wait for first, all within the budget.
 */
final class ExtraQueue {
  private final Deque<Asking> forChildren = new ArrayDeque<>();
  private final Deque<Asking> withOthers = new ArrayDeque<>();
  private final ExtraBudget budget;

  ExtraQueue(long now) {
    this.budget = new ExtraBudget(now);
  }

  void nominalRate(double questionsPerSecond) {
    budget.nominalRate(questionsPerSecond);
  }

  /** Puts it in, or moves it up if children have come to wait for it. */
  void add(Asking asking) {
    if (asking.extraIsForChildren && asking.queued != Queued.FOR_CHILDREN) {
      asking.queued = Queued.FOR_CHILDREN; // where it stood with the others, it is passed over
      forChildren.add(asking);
    } else if (!asking.isQueued()) {
      asking.queued = Queued.WITH_OTHERS;
      withOthers.add(asking);
    }
  }

  /** The next to be asked; null when there is none or the budget is used up. */
  @Nullable Asking next(TimeSource time) {
    dropUnwanted();
    Deque<Asking> queue = forChildren.isEmpty() ? withOthers : forChildren;
    if (queue.isEmpty() || !budget.tryTake(time.nanoTime())) {
      return null;
    }
    Asking asking = queue.remove();
    asking.queued = Queued.NOT;
    return asking;
  }

  /** When {@link #next} has something again. */
  long nextNanos(long now) {
    return forChildren.isEmpty() && withOthers.isEmpty() ? Asking.NEVER : budget.nextNanos(now);
  }

  private void dropUnwanted() {
    dropUnwanted(forChildren, Queued.FOR_CHILDREN);
    dropUnwanted(withOthers, Queued.WITH_OTHERS);
  }

  /** Asked meanwhile by the schedule, moved up, or gone. */
  private static void dropUnwanted(Deque<Asking> queue, Queued place) {
    for (Asking first = queue.peek(); first != null; first = queue.peek()) {
      boolean moved = first.queued != place;
      boolean unwanted = first.removed || first.extraNanos == Asking.NEVER || first.open != null;
      if (!moved && !unwanted) {
        return;
      }
      queue.remove();
      if (!moved) {
        first.queued = Queued.NOT;
      }
    }
  }
}
