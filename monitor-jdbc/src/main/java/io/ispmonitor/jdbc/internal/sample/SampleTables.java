package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** How one kind of database keeps readings. Used by one thread. */
interface SampleTables {

  /** The numbers of those devices that are known. */
  Map<String, Integer> devices(Connection connection, Database database, Collection<String> names)
      throws SQLException;

  /** Adds devices; those that somebody else has added meanwhile are left as they are. */
  void addDevices(Connection connection, Database database, Collection<String> names)
      throws SQLException;

  /** Makes room for readings of these hours. */
  void makeRoom(Database database, Set<Long> hours) throws SQLException;

  /** Writes what was gathered, in the transaction of the connection. */
  void write(Connection connection, Database database, Gathering gathering, RowMaker maker)
      throws SQLException;

  /** Forgets what is known of the database. */
  void forget();
}
