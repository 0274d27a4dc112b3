package io.ispmonitor.alerting.rule;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Vigils by the moment at which they are due. One that was put off is looked at when it was due
 * first, and queued again; one that ended or whose device was dropped falls out then.
 */
final class VigilQueue {
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>((one, other) -> Long.signum(one.atNanos - other.atNanos));

  private record Turn(long atNanos, Vigil vigil) {}

  /** Waits from now on until a moment, whatever it waited for before. */
  void wait(Vigil vigil, long dueNanos) {
    vigil.isWaiting = true;
    vigil.dueNanos = dueNanos;
    if (!vigil.isQueued || vigil.queuedNanos - dueNanos > 0) {
      enqueue(vigil);
    }
  }

  /** A vigil that is due, which waits no more; null when there is none. */
  @Nullable Vigil poll(long nowNanos) {
    for (Turn turn = turns.peek();
        turn != null && turn.atNanos - nowNanos <= 0;
        turn = turns.peek()) {
      turns.remove();
      Vigil vigil = turn.vigil;
      boolean isOutOfDate = !vigil.isQueued || vigil.queuedNanos != turn.atNanos;
      if (isOutOfDate) {
        continue;
      }
      vigil.isQueued = false;
      if (!vigil.isWaiting || vigil.device.isGone) {
        continue;
      }
      if (vigil.dueNanos - nowNanos > 0) {
        enqueue(vigil);
      } else {
        vigil.isWaiting = false;
        return vigil;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  /** When to look again, where it is not empty. */
  long next() {
    return turns.element().atNanos;
  }

  private void enqueue(Vigil vigil) {
    vigil.isQueued = true;
    vigil.queuedNanos = vigil.dueNanos;
    turns.add(new Turn(vigil.dueNanos, vigil));
  }
}
