package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.StoreRefusedException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to their spool. Any thread; never waits.
 *
 * <p>That of an instance that only observes appends nothing. What happens there by itself is noted
 * in memory and counted; what somebody has ordered is refused.
 */
public final class EventLog {
  private static final FencingToken NONE = new FencingToken("", 0);

  private final Spool spool;
  private final Runnable wake;
  private final EventFormat format = new EventFormat();
  private final @Nullable FencingToken term;
  private final boolean isObserving;
  private final LongAdder observed = new LongAdder();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong last = new AtomicLong();

  /**
   * A log.
   *
   * @param wake says that there is something to carry
   * @param term the right under which alerts and notices are stored; null for that of a single
   *     instance, which needs none
   * @param isObserving whether nothing is to be stored
   */
  public EventLog(Spool spool, Runnable wake, @Nullable FencingToken term, boolean isObserving) {
    this.spool = spool;
    this.term = term;
    this.isObserving = isObserving;
    this.wake = wake;
  }

  /**
   * Appends an event, and only then notes it in memory.
   *
   * @return its position
   * @throws StoreRefusedException when there is no room for it, or nothing is to be stored; nothing
   *     is noted then
   */
  long append(Record body, Runnable note) {
    if (isObserving) {
      throw new StoreRefusedException(
          "this instance only observes, and stores nothing: do it on the one in charge");
    }
    lock.readLock().lock();
    try {
      long position = append(body);
      note.run();
      return position;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Notes an event in memory and appends it.
   *
   * @return its position
   * @throws StoreRefusedException when there is no room for it; it is noted all the same
   */
  long appendNoted(Record body, Runnable note) {
    lock.readLock().lock();
    try {
      note.run();
      if (isObserving) {
        observed.increment();
        return 0;
      }
      return append(body);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The right under which a change of state is stored: a single instance needs none. */
  FencingToken right(FencingToken token) {
    return term == null ? NONE : token;
  }

  /** How much was not stored, since nothing is to be. */
  public long observed() {
    return observed.sum();
  }

  private long append(Record body) {
    EventFormat.Encoded event = format.write(body, term);
    long position = spool.append(event.type, event.bytes);
    last.accumulateAndGet(position, Math::max);
    wake.run();
    return position;
  }

  /** What lies in the spool already is noted in memory. */
  public void beginsAfter(long position) {
    last.accumulateAndGet(position, Math::max);
  }

  /** The right under which alerts and notices are stored; null for none. */
  @Nullable FencingToken term() {
    return term;
  }

  /** A position up to which all events are noted in memory, and perhaps some more. */
  long notedThrough() {
    lock.writeLock().lock(); // nobody is between appending and noting
    try {
      return last.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Everything up to this position is safe against a crash. */
  long acceptedThrough() {
    return spool.acceptedThrough();
  }
}
