package io.ispmonitor.jdbc.internal.carry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Remembers what the primary has committed, a number now and then, and when that was. What is
 * committed later is replayed later, so a replica that has a number has everything from before it.
 * Any thread.
 */
final class Beats {
  /** At one each 30 s this is more than eight hours. */
  private static final int MOST = 1_000;

  private final Deque<Beat> unseen = new ArrayDeque<>();
  private long first;
  private long last;
  private boolean isBegun;
  private boolean isShown;

  private record Beat(long number, long nanos) {}

  /** The primary has committed a number. */
  synchronized void committed(long number, long nowNanos) {
    boolean isLost = isBegun && number <= last;
    if (isLost) {
      unseen.clear(); // the primary has lost what it had, so nobody else will ever have that
    }
    if (isLost || !isBegun) {
      isBegun = true;
      first = number;
    }
    last = number;
    unseen.add(new Beat(number, nowNanos));
    if (unseen.size() > MOST) {
      unseen.remove();
    }
  }

  /** Whether the primary has committed any. */
  synchronized boolean isBegun() {
    return isBegun;
  }

  /** Whether the replica has ever shown one of these: before that nobody knows how far it is. */
  synchronized boolean isShown() {
    return isShown;
  }

  /**
   * For how long something was committed at least that a replica does not have.
   *
   * @param number the last one that it has; 0 for none
   */
  synchronized Duration behind(long number, long nowNanos) {
    isShown |= isBegun && number >= first;
    while (!unseen.isEmpty() && unseen.getFirst().number() <= number) {
      unseen.remove();
    }
    return unseen.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, nowNanos - unseen.getFirst().nanos()));
  }
}
