package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.BatchWriter;
import io.ispmonitor.jdbc.internal.lease.LeaseFence;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import io.ispmonitor.leadership.Fence;
import io.ispmonitor.leadership.FencingToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events into their tables: what belongs to one of them in its order, and nothing that was
 * said without a right to it.
 */
public final class EventWriter implements BatchWriter {
  private static final Logger log = LoggerFactory.getLogger(EventWriter.class);

  private final EventFormat format = new EventFormat();
  private final List<EventTable> tables;
  private final LeaseFence fence;
  private final LongAdder stale = new LongAdder();

  /** Writes into these tables. */
  public EventWriter(EventTables tables) {
    this.tables = tables.all();
    this.fence = tables.fence;
  }

  @Override
  public void write(Connection connection, List<SpoolRecord> records) throws SQLException {
    List<StoredEvent> events = new ArrayList<>(records.size());
    for (SpoolRecord one : records) {
      events.add(format.read(one.type(), one.payload()));
    }
    List<List<Record>> sorted = new ArrayList<>();
    tables.forEach(table -> sorted.add(new ArrayList<>()));
    for (StoredEvent one : allowed(connection, events)) {
      sorted.get(place(EventType.of(one.body()))).add(one.body());
    }
    for (int i = 0; i < tables.size(); i++) {
      if (!sorted.get(i).isEmpty()) {
        tables.get(i).write(connection, sorted.get(i));
      }
    }
  }

  /** Leaves out what an instance said that had lost its lease. */
  private List<StoredEvent> allowed(Connection connection, List<StoredEvent> events)
      throws SQLException {
    if (events.stream().allMatch(event -> event.token() == null)) {
      return events;
    }
    Fence now = fence.hold(connection);
    List<StoredEvent> allowed = new ArrayList<>(events.size());
    String reason = null;
    for (StoredEvent event : events) {
      FencingToken token = event.token();
      Optional<String> objection = token == null ? Optional.empty() : now.objectionTo(token);
      if (objection.isEmpty()) {
        allowed.add(event);
      } else {
        reason = objection.get();
      }
    }
    if (reason != null) {
      int left = events.size() - allowed.size();
      stale.add(left);
      log.warn(
          "STORE_EVENTS_STALE {} changes of state, alerts or notices are not written, since another"
              + " instance has been in charge after them: {}",
          left,
          reason);
    }
    return allowed;
  }

  /** Those in a transaction that was broken off are counted again. */
  @Override
  public long stale() {
    return stale.sum();
  }

  private int place(EventType type) {
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).takes(type)) {
        return i;
      }
    }
    throw new IllegalStateException("no table takes events of type " + type);
  }
}
