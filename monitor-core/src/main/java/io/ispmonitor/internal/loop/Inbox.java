package io.ispmonitor.internal.loop;

import io.ispmonitor.health.QueueHealth;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many producers and one consumer at a time. Nothing blocks: a full queue
 * refuses and counts. A slot is free again only after it was emptied, so a producer never meets an
 * item that was not taken yet.
 *
 * @param <E> what is in it
 */
public final class Inbox<E> {
  private final String name;
  private final AtomicReferenceArray<@Nullable E> slots;
  private final int mask;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private volatile int highWater;

  /**
   * An empty queue.
   *
   * @param capacity a power of two
   */
  public Inbox(String name, int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "queue '" + name + "': capacity must be a power of two, was " + capacity);
    }
    this.name = name;
    this.slots = new AtomicReferenceArray<>(capacity);
    this.mask = capacity - 1;
  }

  /** Puts an item in, unless the queue is full. Any thread. */
  public boolean offer(E item) {
    long at = tail.get();
    while (true) {
      if (at - head.get() > mask) {
        refused.increment();
        return false;
      }
      if (tail.compareAndSet(at, at + 1)) {
        slots.setRelease((int) at & mask, item);
        return true;
      }
      at = tail.get();
    }
  }

  /** Takes the oldest item; null when there is none. The consumer alone. */
  public @Nullable E poll() {
    long at = head.get();
    int slot = (int) at & mask;
    E item = slots.getAcquire(slot);
    if (item != null) {
      slots.setPlain(slot, null);
      head.setRelease(at + 1);
    }
    return item;
  }

  /** Notes how full it is. The consumer calls this before it drains. */
  public void gauge() {
    int size = size();
    if (size > highWater) {
      highWater = size;
    }
  }

  /** How many items are in it, roughly. */
  public int size() {
    return (int) Math.min(mask + 1L, Math.max(0, tail.get() - head.get()));
  }

  /** How it is doing. */
  public QueueHealth health() {
    gauge();
    long turnedAway = refused.sum();
    // Between two looks of the consumer it may have been full unseen.
    return new QueueHealth(
        name, size(), mask + 1, turnedAway > 0 ? mask + 1 : highWater, turnedAway);
  }
}
