package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Removes what happened too long ago: decisions, alerts that have ended, and changes of state but
 * for the last one of each device, which says how it stood from then on.
 */
public final class EventPurge {
  private static final int AT_ONCE = 5_000;

  private final Database database;

  /** Of a database. */
  public EventPurge(Database database) {
    this.database = database;
  }

  /** Removes what is older; returns how many rows went. */
  public long purge(Instant before) throws SQLException {
    String changes = database.table("state_change");
    return all(
            "delete from %1$s where id in (select id from %1$s where at < ? limit ?)"
                .formatted(database.table("ledger")),
            before)
        + all(
            ("delete from %1$s where id in"
                    + " (select id from %1$s where resolved_at is not null and last_seen < ? limit ?)")
                .formatted(database.table("alert")),
            before)
        + all(
            ("delete from %1$s where id in (select c.id from %1$s c where c.at < ? and exists"
                    + " (select 1 from %1$s later where later.device_id = c.device_id"
                    + " and later.at < ? and later.id > c.id) limit ?)")
                .formatted(changes),
            before,
            before);
  }

  /** A slice at a time, so that nobody waits long. */
  private long all(String sql, Instant... times) throws SQLException {
    long gone = 0;
    int last;
    do {
      last =
          database.write(
              "purge",
              connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                  for (int i = 0; i < times.length; i++) {
                    database.dialect().setTime(statement, i + 1, times[i]);
                  }
                  statement.setInt(times.length + 1, AT_ONCE);
                  return statement.executeUpdate();
                }
              });
      gone += last;
    } while (last == AT_ONCE);
    return gone;
  }
}
