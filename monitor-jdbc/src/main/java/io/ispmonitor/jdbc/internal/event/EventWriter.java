package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.BatchWriter;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Brings events into their tables: what belongs to one of them in its order. */
public final class EventWriter implements BatchWriter {
  private final EventReader reader = new EventReader();
  private final List<EventTable> tables;

  /** Writes into these tables. */
  public EventWriter(EventTables tables) {
    this.tables = tables.all();
  }

  @Override
  public void write(Connection connection, List<SpoolRecord> records) throws SQLException {
    List<List<Record>> sorted = new ArrayList<>();
    tables.forEach(table -> sorted.add(new ArrayList<>()));
    for (SpoolRecord one : records) {
      sorted.get(place(EventType.ofCode(one.type()))).add(reader.read(one.type(), one.payload()));
    }
    for (int i = 0; i < tables.size(); i++) {
      if (!sorted.get(i).isEmpty()) {
        tables.get(i).write(connection, sorted.get(i));
      }
    }
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
