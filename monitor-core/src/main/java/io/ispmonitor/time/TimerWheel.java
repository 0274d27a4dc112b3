package io.ispmonitor.time;

import java.time.Duration;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel: scheduling, re-scheduling and cancelling cost the same for ten timers and
 * for a million. Timers carry their own links, so nothing is allocated after construction.
 *
 * <p>A timer never expires early, and at most one tick late as long as {@link #advance} is called
 * in time. Timers further away than one turn of the wheel stay in it for several turns. Used by one
 * thread at a time.
 *
 * @param <T> the kind of timer
 * @see <a href="https://doi.org/10.1145/37499.37504">Varghese and Lauck, Hashed and Hierarchical
 *     Timing Wheels (1987), scheme 6</a>
 */
public final class TimerWheel<T extends TimerWheel.Timer> {
  private static final int IDLE = -1;

  private final long tickNanos;
  private final int mask;
  private final long startNanos;
  private final @Nullable Timer[] heads;
  private final int expiring;
  private final BitSet occupied;
  private long currentTick;
  private int size;
  private @Nullable Throwable failure;

  /**
   * Creates an empty wheel.
   *
   * @param tick the resolution, at least 1 us
   * @param slots how many ticks one turn has; a power of two
   * @param startNanos the monotonic time at which it starts
   */
  public TimerWheel(Duration tick, int slots, long startNanos) {
    if (tick.toNanos() < 1_000) {
      throw new IllegalArgumentException("timer wheel: tick must be at least 1 us, was " + tick);
    }
    if (slots < 2 || Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("timer wheel: slots must be a power of two, was " + slots);
    }
    this.tickNanos = tick.toNanos();
    this.mask = slots - 1;
    this.startNanos = startNanos;
    this.heads = new Timer[slots + 1];
    this.expiring = slots;
    this.occupied = new BitSet(slots);
  }

  /** Sets the timer to a time, whether or not it was set before. A time in the past is due now. */
  public void schedule(T timer, long dueNanos) {
    cancel(timer);
    // Rounded up without adding to it, which could overflow.
    long ticks =
        dueNanos == Step.ON_WAKE
            ? Long.MAX_VALUE
            : -Math.floorDiv(startNanos - dueNanos, tickNanos);
    timer.tick = Math.max(ticks, currentTick + 1);
    link(timer, (int) timer.tick & mask);
    size++;
  }

  /** Takes the timer out; does nothing when it is not set. */
  public void cancel(T timer) {
    if (timer.slot != IDLE) {
      unlink(timer);
      size--;
    }
  }

  /**
   * Hands over all timers due until now, each taken out before. The consumer may schedule and
   * cancel timers, the expired one among them; what it makes due now comes with the next call. What
   * it throws is thrown once all timers were handed over, the first with the others suppressed.
   *
   * @return how many expired
   */
  public int advance(long nowNanos, Consumer<? super T> expired) {
    long target = Math.floorDiv(nowNanos - startNanos, tickNanos);
    int before = size;
    int count = 0;
    if (target <= currentTick) {
      return 0;
    }
    long first = currentTick + 1;
    long last = Math.min(target, currentTick + heads.length - 1);
    currentTick = target;
    if (before == 0) {
      return 0;
    }
    for (long tick = first; tick <= last; tick++) {
      int slot = (int) tick & mask;
      if (heads[slot] != null) {
        count += expire(slot, target, expired);
      }
    }
    throwFailure();
    return count;
  }

  /**
   * A time before which nothing expires; {@link Step#ON_WAKE} when the wheel is empty. It is exact
   * to the tick for timers within one turn of the wheel.
   */
  public long nextDueNanos() {
    if (size == 0) {
      return Step.ON_WAKE;
    }
    int from = (int) (currentTick + 1) & mask;
    int slot = occupied.nextSetBit(from);
    int distance = slot >= 0 ? slot - from : occupied.nextSetBit(0) + mask + 1 - from;
    return startNanos + (currentTick + 1 + distance) * tickNanos;
  }

  /** How many timers are set. */
  public int size() {
    return size;
  }

  private int expire(int slot, long target, Consumer<? super T> expired) {
    // Moved aside, so that the consumer may link into this slot and cancel what is still here.
    moveToExpiring(slot);
    int count = 0;
    for (Timer timer = heads[expiring]; timer != null; timer = heads[expiring]) {
      unlink(timer);
      if (timer.tick > target) {
        link(timer, (int) timer.tick & mask);
      } else {
        size--;
        count++;
        @SuppressWarnings("unchecked") // only schedule(T) links timers
        T due = (T) timer;
        handOver(due, expired);
      }
    }
    return count;
  }

  private void handOver(T due, Consumer<? super T> expired) {
    try {
      expired.accept(due);
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
    }
  }

  private void throwFailure() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }

  private void moveToExpiring(int slot) {
    for (Timer timer = heads[slot]; timer != null; timer = heads[slot]) {
      unlink(timer);
      link(timer, expiring);
    }
  }

  /** Appends to the circular list of a slot; the head's predecessor is the tail. */
  private void link(Timer timer, int slot) {
    Timer head = heads[slot];
    timer.slot = slot;
    if (head == null) {
      timer.next = timer;
      timer.previous = timer;
      heads[slot] = timer;
      if (slot != expiring) {
        occupied.set(slot);
      }
    } else {
      Timer tail = head.previous;
      timer.next = head;
      timer.previous = tail;
      tail.next = timer;
      head.previous = timer;
    }
  }

  private void unlink(Timer timer) {
    int slot = timer.slot;
    if (timer.next == timer) {
      heads[slot] = null;
      if (slot != expiring) {
        occupied.clear(slot);
      }
    } else {
      timer.next.previous = timer.previous;
      timer.previous.next = timer.next;
      if (heads[slot] == timer) {
        heads[slot] = timer.next;
      }
    }
    timer.next = timer;
    timer.previous = timer;
    timer.slot = IDLE;
  }

  /** What a wheel keeps; extend it with what the timer is for. */
  public abstract static class Timer {
    Timer next = this;
    Timer previous = this;
    long tick;
    int slot = IDLE;

    /** For subclasses. */
    protected Timer() {}

    /** Whether it is set in a wheel. */
    public final boolean isSet() {
      return slot != IDLE;
    }
  }
}
