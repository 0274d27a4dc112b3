package io.ispmonitor.jdbc.internal.lease;

import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instances. Each method is part of a transaction of the caller's. */
final class InstanceTable {
  private final String table;

  InstanceTable(TableNames names) {
    this.table = names.of("instance");
  }

  /**
   * Notes that one lives.
   *
   * @return false when another incarnation has its id, and may be alive
   */
  boolean register(Connection connection, InstanceStatus me, @Nullable String replaces)
      throws SQLException {
    String sql =
        """
        insert into %s as known (id, incarnation, place, mode, host, process, version, lease_ms,
          started_at, seen_at, beats, is_ready, has_left)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(), 1, ?, false)
        on conflict (id) do update set incarnation = excluded.incarnation,
          place = excluded.place, mode = excluded.mode, host = excluded.host,
          process = excluded.process, version = excluded.version,
          lease_ms = excluded.lease_ms, started_at = excluded.started_at, seen_at = clock_timestamp(),
          beats = case when known.incarnation = excluded.incarnation
            then known.beats + 1 else 1 end,
          is_ready = excluded.is_ready, has_left = false
        where known.incarnation in (excluded.incarnation, ?) or known.has_left
        """
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, me.id());
      statement.setString(2, me.incarnation());
      text(statement, 3, me.place());
      statement.setString(4, me.mode().name());
      statement.setString(5, me.host());
      statement.setLong(6, me.process());
      statement.setString(7, me.version());
      statement.setLong(8, me.lease().toMillis());
      statement.setObject(9, OffsetDateTime.ofInstant(me.startedAt(), ZoneOffset.UTC));
      statement.setBoolean(10, me.isReady());
      text(statement, 11, replaces);
      return statement.executeUpdate() > 0;
    }
  }

  List<InstanceStatus> read(Connection connection) throws SQLException {
    String sql =
        ("select id, incarnation, place, mode, host, process, version, lease_ms, started_at, seen_at, beats,"
                + " is_ready, has_left from %s order by id")
            .formatted(table);
    List<InstanceStatus> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        all.add(
            new InstanceStatus(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                InstanceMode.of(rows.getString(4)),
                rows.getString(5),
                rows.getLong(6),
                rows.getString(7),
                Duration.ofMillis(rows.getLong(8)),
                rows.getObject(9, OffsetDateTime.class).toInstant(),
                rows.getObject(10, OffsetDateTime.class).toInstant(),
                rows.getLong(11),
                rows.getBoolean(12),
                rows.getBoolean(13)));
      }
    }
    return all;
  }

  /** Forgets those that nobody has seen for so long that they do not come back. */
  void forgetOld(Connection connection) throws SQLException {
    String sql =
        "delete from %s where seen_at < clock_timestamp() - interval '90 days'".formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  boolean leave(Connection connection, InstanceStatus me) throws SQLException {
    String sql =
        "update %s set has_left = true, is_ready = false where id = ? and incarnation = ?"
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, me.id());
      statement.setString(2, me.incarnation());
      return statement.executeUpdate() > 0;
    }
  }

  private static void text(PreparedStatement statement, int index, @Nullable String text)
      throws SQLException {
    if (text == null) {
      statement.setNull(index, Types.VARCHAR);
    } else {
      statement.setString(index, text);
    }
  }
}
