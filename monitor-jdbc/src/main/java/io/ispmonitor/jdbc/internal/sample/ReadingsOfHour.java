package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;

/**
 * The readings of one hour in PostgreSQL, which go when they were compacted: with their partition,
 * or out of the default one.
 */
final class ReadingsOfHour {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** How often the table is tried to be locked, a fifth of a second each time. */
  private static final int TRIES = 20;

  /** Tells our lock from others, together with the name of the table. */
  private static final int LOCK = 0x69_73_70_63;

  private final Database database;
  private final long hour;
  private final String parent;
  private final String own;
  private final String others;
  private boolean isOwn;

  ReadingsOfHour(Database database, long hour) {
    this.database = database;
    this.hour = hour;
    this.parent = database.table(Partitioned.READING.table());
    this.own = Partitioned.READING.name(database, hour);
    this.others = database.table(Partitioned.READING.others());
  }

  /** Somebody uses the readings in a way that keeps them from going. */
  static final class InUseException extends SQLException {
    private static final long serialVersionUID = 1;

    InUseException(String what) {
      super(what);
    }
  }

  /** Finds out, before any work is done, whether the readings could go now. */
  boolean mayBeDropped(Connection connection) throws SQLException {
    if (!isThere(connection, own)) {
      return true;
    }
    execute(connection, "set local lock_timeout = '200ms'");
    try {
      execute(connection, "lock table only %s in access exclusive mode".formatted(parent));
      return true;
    } catch (SQLException e) {
      throw inUse(e);
    }
  }

  /**
   * Sees to it that nobody else compacts, and finds out where the readings are.
   *
   * @return whether it may go on
   */
  boolean lock(Connection connection) throws SQLException {
    String sql = "select pg_try_advisory_xact_lock(?, hashtext(?))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, LOCK);
      statement.setString(2, parent);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next() || !rows.getBoolean(1)) {
          return false;
        }
      }
    }
    isOwn = isThere(connection, own);
    return isOwn || (isThere(connection, others) && lockOthers(connection));
  }

  private boolean lockOthers(Connection connection) throws SQLException {
    try {
      execute(connection, "set local lock_timeout = '5s'");
      execute(connection, "lock table %s in share row exclusive mode".formatted(others));
      return true;
    } catch (SQLException e) {
      throw inUse(e);
    }
  }

  /** The readings, device by device. */
  PreparedStatement select(Connection connection) throws SQLException {
    String sql =
        ("select device_id, layout_id, data from %s where first_at >= ? and first_at < ?"
                + " order by device_id, first_at")
            .formatted(isOwn ? own : others);
    PreparedStatement statement = connection.prepareStatement(sql);
    setHour(statement);
    return statement;
  }

  /**
   * Removes them. Nobody reads or writes the table from here to the end of the transaction.
   *
   * @param count how many were selected
   * @throws InUseException when others came meanwhile, or it cannot be locked
   */
  void remove(Connection connection, long count) throws SQLException {
    if (isOwn) {
      lockToDrop(connection);
      check(count, count(connection));
      execute(connection, "drop table " + own);
    } else {
      check(count, delete(connection));
    }
  }

  private void check(long count, long there) throws InUseException {
    if (there != count) {
      throw new InUseException(
          "%d more readings came while it was compacted".formatted(there - count));
    }
  }

  /** A fifth of a second at a time, so that nobody else waits longer for us than that. */
  private void lockToDrop(Connection connection) throws SQLException {
    execute(connection, "set local lock_timeout = '200ms'");
    for (int tries = 1; ; tries++) {
      Savepoint before = connection.setSavepoint();
      try {
        execute(connection, "lock table only %s in access exclusive mode".formatted(parent));
        execute(connection, "lock table %s in access exclusive mode".formatted(own));
        return;
      } catch (SQLException e) {
        if (tries == TRIES) {
          throw inUse(e);
        }
        connection.rollback(before);
        execute(connection, "select pg_sleep(0.5)");
      }
    }
  }

  private static SQLException inUse(SQLException e) {
    if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
      InUseException inUse =
          new InUseException("the table of readings is in use, by a long query or a dump");
      inUse.initCause(e);
      return inUse;
    }
    return e;
  }

  private long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + own)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private long delete(Connection connection) throws SQLException {
    String sql = "delete from %s where first_at >= ? and first_at < ?".formatted(others);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setHour(statement);
      return statement.executeUpdate();
    }
  }

  private void setHour(PreparedStatement statement) throws SQLException {
    Instant begin = SampleTimes.start(hour);
    database.dialect().setTime(statement, 1, begin);
    database.dialect().setTime(statement, 2, SampleTimes.start(hour + 1));
  }

  private boolean isThere(Connection connection, String partition) throws SQLException {
    return Partitions.there(connection, database, Partitioned.READING).contains(partition);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
