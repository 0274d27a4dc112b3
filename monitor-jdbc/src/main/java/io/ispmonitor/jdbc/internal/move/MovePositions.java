package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.sample.BlockMove;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How far each part of a move came, in the table {@code progress} of the target, where spools note
 * the same. To be read anew after a failure, since nobody knows then what was committed. One
 * thread.
 */
final class MovePositions implements BlockMove.Positions {
  private final Database target;
  private final UUID move;
  private final Map<String, Long> known = new HashMap<>();

  private MovePositions(Database target, UUID move) {
    this.target = target;
    this.move = move;
  }

  /** Reads those of a move; there are none when it has not begun. */
  static MovePositions read(Database target, UUID move) throws SQLException {
    MovePositions positions = new MovePositions(target, move);
    String sql =
        "select spool, position from %s where writer = ?".formatted(target.table("progress"));
    target.read(
        "move",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, move);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                positions.known.put(rows.getString(1), rows.getLong(2));
              }
            }
          }
          return true;
        });
    return positions;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return known.isEmpty();
  }

  /** Whether anybody else has noted a position: a monitor has been started on the target. */
  boolean hasOthers() throws SQLException {
    String sql =
        "select exists (select 1 from %s where writer <> ?)".formatted(target.table("progress"));
    return target.read(
        "move",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, move);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() && rows.getBoolean(1);
            }
          }
        });
  }

  @Override
  public long of(String part) {
    return known.getOrDefault(part, 0L);
  }

  @Override
  public void advance(Connection connection, String part, long to) throws SQLException {
    String sql =
        ("insert into %s as p (writer, spool, position) values (?, ?, ?)"
                + " on conflict (writer, spool) do update"
                + " set position = excluded.position, noted_at = now() where p.position = ?")
            .formatted(target.table("progress"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, move);
      statement.setString(2, part);
      statement.setLong(3, to);
      statement.setLong(4, of(part));
      if (statement.executeUpdate() == 0) {
        throw new SQLException(
            "'%s' has come further than %d: another program moves the same history"
                .formatted(part, of(part)));
      }
    }
    known.put(part, to);
  }
}
