package io.ispmonitor.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets one program at a time change tables in a PostgreSQL database, for the length of a
 * transaction. There is one lock for all names: different ones may mean the same tables, or be in
 * the same schema, which is made first.
 */
final class SchemaLock {
  /** Tells our lock from those of others in the same database. */
  private static final int OURS = 0x69_73_70_6D;

  private static final int SCHEMA = 1;

  private SchemaLock() {}

  /**
   * Waits for the others, half a minute at most. Comes first in a transaction, which sees what they
   * have done meanwhile: with a stricter isolation the lock itself would fix what is seen.
   */
  static void take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level read committed");
      statement.execute("set local lock_timeout = '30s'");
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
      statement.setInt(1, OURS);
      statement.setInt(2, SCHEMA);
      statement.execute();
    }
  }
}
