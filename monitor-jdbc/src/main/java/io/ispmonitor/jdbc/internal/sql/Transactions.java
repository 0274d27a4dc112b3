package io.ispmonitor.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Work that is done as a whole or not at all. */
public final class Transactions {
  private Transactions() {}

  /** What is to be done. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Does it, and leaves the connection as it was found. */
  public static <T> T in(Connection connection, Work<T> work) throws SQLException {
    return within(new ByDriver(connection), connection, work);
  }

  /**
   * Does what nobody else may do in SQLite at the same time, and waits for them half a minute at
   * most. A transaction that begins with reading would not wait: it fails as soon as it writes when
   * another one has written since.
   */
  public static <T> T alone(Connection connection, Work<T> work) throws SQLException {
    return within(new ByHand(connection), connection, work);
  }

  private static <T> T within(Course course, Connection connection, Work<T> work)
      throws SQLException {
    boolean wasAutomatic = connection.getAutoCommit();
    try {
      course.begin();
      T result = work.on(connection);
      course.commit();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(course, e);
      throw e;
    } finally {
      if (!connection.isClosed() && connection.getAutoCommit() != wasAutomatic) {
        connection.setAutoCommit(wasAutomatic);
      }
    }
  }

  private static void rollBack(Course course, Throwable reason) {
    try {
      course.rollBack();
    } catch (SQLException e) {
      reason.addSuppressed(e); // the connection is gone, and with it what was done
    }
  }

  /** How a transaction begins and ends. */
  private interface Course {
    void begin() throws SQLException;

    void commit() throws SQLException;

    void rollBack() throws SQLException;
  }

  private record ByDriver(Connection connection) implements Course {
    @Override
    public void begin() throws SQLException {
      connection.setAutoCommit(false);
    }

    @Override
    public void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void rollBack() throws SQLException {
      connection.rollback();
    }
  }

  private record ByHand(Connection connection) implements Course {
    @Override
    public void begin() throws SQLException {
      connection.setAutoCommit(true); // or the driver begins one of its own
      execute("pragma busy_timeout = 30000");
      execute("begin immediate");
    }

    @Override
    public void commit() throws SQLException {
      execute("commit");
    }

    @Override
    public void rollBack() throws SQLException {
      execute("rollback");
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
