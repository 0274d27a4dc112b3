package io.ispmonitor.jdbc.internal.lease;

import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The leases. Each method is part of a transaction of the caller's. */
final class LeaseTable {
  private final String table;

  LeaseTable(TableNames names) {
    this.table = names.of("lease");
  }

  Lease read(Connection connection, String scope) throws SQLException {
    String sql =
        ("select token, version, holder, holder_id, heir, origin, since_token from %s"
                + " where scope = ?")
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, scope);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Lease.unheld(scope);
        }
        return new Lease(
            scope,
            rows.getLong(1),
            rows.getLong(2),
            rows.getString(3),
            rows.getString(4),
            rows.getString(5),
            rows.getString(6),
            rows.getLong(7));
      }
    }
  }

  /** Only of whoever holds it with this token. */
  void keep(Connection connection, String scope, long token, InstanceStatus by)
      throws SQLException {
    String sql =
        ("update %s set version = version + 1, heir = null, changed_at = clock_timestamp()"
                + " where scope = ? and token = ? and holder = ?")
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, scope);
      statement.setLong(2, token);
      statement.setString(3, by.incarnation());
      statement.executeUpdate();
    }
  }

  /** Only if it is as it was seen. */
  void take(Connection connection, Lease seen, InstanceStatus by) throws SQLException {
    String sql =
        """
        insert into %s as held (scope, token, version, holder, holder_id, origin, since_token)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (scope) do update set token = excluded.token, version = excluded.version,
          holder = excluded.holder, holder_id = excluded.holder_id, heir = null,
          origin = excluded.origin, since_token = excluded.since_token,
          changed_at = clock_timestamp()
        where held.token = ? and held.version = ?
        """
            .formatted(table);
    Lease taken = seen.taken(by);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, seen.scope());
      statement.setLong(2, taken.token());
      statement.setLong(3, taken.version());
      statement.setString(4, taken.holder());
      statement.setString(5, taken.holderId());
      statement.setString(6, taken.origin());
      statement.setLong(7, taken.sinceToken());
      statement.setLong(8, seen.token());
      statement.setLong(9, seen.version());
      statement.executeUpdate();
    }
  }

  /** Only of whoever holds it with this token. */
  void release(
      Connection connection, String scope, long token, InstanceStatus by, @Nullable String heir)
      throws SQLException {
    String sql =
        ("update %s set version = version + 1, holder = null, heir = ?,"
                + " changed_at = clock_timestamp() where scope = ? and token = ? and holder = ?")
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (heir == null) {
        statement.setNull(1, Types.VARCHAR);
      } else {
        statement.setString(1, heir);
      }
      statement.setString(2, scope);
      statement.setLong(3, token);
      statement.setString(4, by.incarnation());
      statement.executeUpdate();
    }
  }
}
