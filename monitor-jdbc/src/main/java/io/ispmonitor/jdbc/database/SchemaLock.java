package io.ispmonitor.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets one program at a time change tables in PostgreSQL, for the length of a transaction. */
final class SchemaLock {
  /** Tells our locks from those of others in the same database. */
  private static final int OURS = 0x69_73_70_6D;

  private SchemaLock() {}

  /** Waits for the others, half a minute at most. */
  static void take(Connection connection, TableNames names) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '30s'");
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
      statement.setInt(1, OURS);
      statement.setInt(2, names.toString().hashCode());
      statement.execute();
    }
  }
}
