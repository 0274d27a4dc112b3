package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import java.util.List;
import java.util.function.LongPredicate;

/** Notices on their way, in memory and through a spool in the database. */
public final class SpooledOutbox implements Outbox {
  private final EventLog events;
  private final Mirrors mirrors;
  private final LongPredicate isSettled;
  private final Runnable urge;
  private volatile long last;

  /**
   * An outbox.
   *
   * @param isSettled whether what lies up to a position is in the database, or cannot get there now
   * @param urge has what waits tried again soon, since people are about to be told
   */
  public SpooledOutbox(EventLog events, Mirrors mirrors, LongPredicate isSettled, Runnable urge) {
    this.events = events;
    this.mirrors = mirrors;
    this.isSettled = isSettled;
    this.urge = urge;
  }

  @Override
  public synchronized void put(OutboxEntry entry) {
    last = events.appendNoted(entry, () -> mirrors.outbox.put(entry));
    urge.run();
  }

  @Override
  public long mark() {
    return last;
  }

  @Override
  public boolean isKept(long mark) {
    return isSettled.test(mark);
  }

  @Override
  public synchronized void remove(String channel, String noticeId) {
    events.appendNoted(
        new NoticeSettled(channel, noticeId), () -> mirrors.outbox.remove(channel, noticeId));
  }

  @Override
  public List<OutboxEntry> all() {
    return mirrors.outbox.all();
  }
}
