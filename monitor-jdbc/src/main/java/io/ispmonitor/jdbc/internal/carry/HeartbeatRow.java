package io.ispmonitor.jdbc.internal.carry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A row of this program's own that counts up in the primary, and is looked for in a replica. */
final class HeartbeatRow {
  private static final String NAME = "history";

  private final Database primary;
  private final UUID writer;

  HeartbeatRow(Database primary, UUID writer) {
    this.primary = primary;
    this.writer = writer;
  }

  /** Counts up; the number is committed when this returns. */
  long beat() throws SQLException {
    return primary.write("heartbeat", this::beat);
  }

  private long beat(Connection connection) throws SQLException {
    String sql =
        ("insert into %s as p (writer, spool, position) values (?, ?, 1)"
                + " on conflict (writer, spool) do update"
                + " set position = p.position + 1, noted_at = %s returning position")
            .formatted(primary.table("progress"), primary.dialect().now());
    return number(connection, sql);
  }

  /** The number that a replica has; 0 for none. */
  long seen(Connection replica) throws SQLException {
    return number(
        replica,
        "select position from %s where writer = ? and spool = ?"
            .formatted(primary.table("progress")));
  }

  private long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      primary.dialect().setId(statement, 1, writer);
      statement.setString(2, NAME);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0L;
      }
    }
  }
}
