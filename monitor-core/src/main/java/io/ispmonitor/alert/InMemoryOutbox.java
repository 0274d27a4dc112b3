package io.ispmonitor.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps notices for as long as the program runs. */
public final class InMemoryOutbox implements Outbox {
  private final Map<Place, OutboxEntry> entries = new LinkedHashMap<>();

  /** An empty one. */
  public InMemoryOutbox() {}

  private record Place(String channel, String noticeId) {}

  @Override
  public synchronized void put(OutboxEntry entry) {
    entries.put(new Place(entry.channel(), entry.notice().id()), entry);
  }

  @Override
  public synchronized void remove(String channel, String noticeId) {
    entries.remove(new Place(channel, noticeId));
  }

  @Override
  public synchronized List<OutboxEntry> all() {
    return List.copyOf(entries.values());
  }
}
