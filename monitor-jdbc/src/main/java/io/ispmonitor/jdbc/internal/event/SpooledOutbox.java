package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import java.util.List;

/** Notices on their way, in memory and through a spool in the database. */
public final class SpooledOutbox implements Outbox {
  private final EventLog events;
  private final Mirrors mirrors;

  /** An outbox. */
  public SpooledOutbox(EventLog events, Mirrors mirrors) {
    this.events = events;
    this.mirrors = mirrors;
  }

  @Override
  public synchronized void put(OutboxEntry entry) {
    events.appendNoted(entry, () -> mirrors.outbox.put(entry));
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
