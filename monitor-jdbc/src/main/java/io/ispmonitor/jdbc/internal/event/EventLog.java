package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.leadership.FencingToken;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Appends events to their spool. Any thread; never waits. */
public final class EventLog {
  private final Spool spool;
  private final Runnable wake;
  private final EventFormat format = new EventFormat();
  private final @Nullable FencingToken term;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong last = new AtomicLong();

  /**
   * A log.
   *
   * @param wake says that there is something to carry
   * @param term the right under which alerts and notices are stored; null for that of a single
   *     instance, which needs none
   */
  public EventLog(Spool spool, Runnable wake, @Nullable FencingToken term) {
    this.spool = spool;
    this.term = term;
    this.wake = wake;
  }

  /**
   * Appends an event, and only then notes it in memory.
   *
   * @return its position
   * @throws io.ispmonitor.metric.StoreRefusedException when there is no room for it; nothing is
   *     noted then
   */
  long append(Record body, Runnable note) {
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
   * @throws io.ispmonitor.metric.StoreRefusedException when there is no room for it; it is noted
   *     all the same
   */
  long appendNoted(Record body, Runnable note) {
    lock.readLock().lock();
    try {
      note.run();
      return append(body);
    } finally {
      lock.readLock().unlock();
    }
  }

  private long append(Record body) {
    EventFormat.Encoded event = format.write(body, term);
    long position = spool.append(event.type, event.bytes);
    last.accumulateAndGet(position, Math::max);
    wake.run();
    return position;
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

  /** The position of the last event of this process; 0 before the first. */
  public long last() {
    return last.get();
  }

  /** Everything up to this position is safe against a crash. */
  long acceptedThrough() {
    return spool.acceptedThrough();
  }
}
