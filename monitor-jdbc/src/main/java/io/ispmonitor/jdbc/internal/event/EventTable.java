package io.ispmonitor.jdbc.internal.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A table that events are written to. */
interface EventTable {

  /** Whether an event belongs here. */
  boolean takes(EventType type);

  /** Writes events in their order, in the transaction of the connection. */
  void write(Connection connection, List<Record> events) throws SQLException;
}
