package io.ispmonitor.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets one program at a time change tables, for the length of a transaction. */
final class SchemaLock {
  /** Tells our locks from those of others in the same database. */
  private static final int OURS = 0x69_73_70_6D;

  private SchemaLock() {}

  /** Waits for the others, half a minute at most. */
  static void take(Connection connection, DatabaseKind kind, TableNames names) throws SQLException {
    switch (kind) {
      case POSTGRESQL -> {
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
      case SQLITE -> {
        // A write at once, since a transaction that begins with reading cannot wait for others.
        try (Statement statement = connection.createStatement()) {
          statement.execute("pragma busy_timeout = 30000");
          statement.execute(
              "create table if not exists %s (taken integer)".formatted(names.of("lock")));
          statement.execute("delete from " + names.of("lock"));
        }
      }
    }
  }
}
