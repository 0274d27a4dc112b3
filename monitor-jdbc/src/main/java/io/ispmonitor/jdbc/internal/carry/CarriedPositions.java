package io.ispmonitor.jdbc.internal.carry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** How far a spool was carried, as the database knows it. */
final class CarriedPositions {
  /** Serialization failure: another attempt will do. */
  private static final String LOST = "40001";

  private final Database database;
  private final UUID writer;
  private final String spool;

  CarriedPositions(Database database, UUID writer, String spool) {
    this.database = database;
    this.writer = writer;
    this.spool = spool;
  }

  /** The position of the last record that is stored; 0 for none. */
  long read() throws SQLException {
    return database.read("position of " + spool, this::read);
  }

  /** The same within a transaction. */
  long read(Connection connection) throws SQLException {
    String sql =
        "select position from %s where writer = ? and spool = ?"
            .formatted(database.table("progress"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setId(statement, 1, writer);
      statement.setString(2, spool);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0L;
      }
    }
  }

  /**
   * Notes that everything through a position is stored, in the transaction that stores it.
   *
   * @param known the position that the database has, as far as is known; 0 for none
   * @return false when it was stored before
   * @throws SQLException also when the database has lost what it had committed, as one may that was
   *     killed, or restored, or replaced by a replica
   */
  boolean advance(Connection connection, long known, long to) throws SQLException {
    if (known == 0) {
      return begin(connection, to);
    }
    String sql =
        ("update %s set position = ?, noted_at = %s"
                + " where writer = ? and spool = ? and position = ?")
            .formatted(database.table("progress"), database.dialect().now());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, to);
      database.dialect().setId(statement, 2, writer);
      statement.setString(3, spool);
      statement.setLong(4, known);
      if (statement.executeUpdate() > 0) {
        return true;
      }
    }
    long has = read(connection);
    if (has >= to) {
      return false;
    }
    throw new SQLException(
        "the database has everything through position %d of %s, and had everything through %d before; what the spool still holds is carried again"
            .formatted(has, spool, known),
        LOST);
  }

  private boolean begin(Connection connection, long to) throws SQLException {
    String sql =
        ("insert into %s as p (writer, spool, position) values (?, ?, ?)"
                + " on conflict (writer, spool) do update"
                + " set position = excluded.position, noted_at = %s"
                + " where p.position < excluded.position")
            .formatted(database.table("progress"), database.dialect().now());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setId(statement, 1, writer);
      statement.setString(2, spool);
      statement.setLong(3, to);
      return statement.executeUpdate() > 0;
    }
  }
}
