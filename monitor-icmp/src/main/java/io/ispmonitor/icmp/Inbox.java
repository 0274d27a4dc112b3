package io.ispmonitor.icmp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes echoes from any thread for the loop. What it bounds is not its own length but how many
 * echoes are open in all: whoever was let in counts until the loop says it has ended.
 */
final class Inbox {
  private final int capacity;
  private final AtomicReference<@Nullable Echo> newest = new AtomicReference<>();
  private final AtomicInteger open = new AtomicInteger();

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** Puts an echo in, unless too many are open. */
  boolean offer(Echo echo) {
    if (open.incrementAndGet() > capacity) {
      open.decrementAndGet();
      return false;
    }
    Echo next;
    do {
      next = newest.get();
      echo.nextSubmitted = next;
    } while (!newest.compareAndSet(next, echo));
    return true;
  }

  /** Takes all there are, the oldest first, linked by {@link Echo#nextSubmitted}. */
  @Nullable Echo takeAll() {
    if (newest.get() == null) {
      return null;
    }
    Echo oldest = null;
    Echo echo = newest.getAndSet(null);
    while (echo != null) {
      Echo next = echo.nextSubmitted;
      echo.nextSubmitted = oldest;
      oldest = echo;
      echo = next;
    }
    return oldest;
  }

  /** So many that were let in have ended. */
  void ended(int count) {
    open.addAndGet(-count);
  }

  int open() {
    return open.get();
  }

  int capacity() {
    return capacity;
  }

  boolean isEmpty() {
    return newest.get() == null;
  }
}
