package io.ispmonitor.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done as a whole or not at all. */
public final class Transactions {
  private static final Logger log = LoggerFactory.getLogger(Transactions.class);
  private static final int UNKNOWN = -1;

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
    Throwable failure = null;
    try {
      course.begin();
      T result = work.on(connection);
      course.commit();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      failure = e;
      rollBack(course, e);
      throw e;
    } finally {
      leave(course, connection, wasAutomatic, failure);
    }
  }

  /** Whether the connection can be put back decides nothing: what was done is done. */
  private static void leave(
      Course course, Connection connection, boolean wasAutomatic, @Nullable Throwable failure) {
    try {
      if (!connection.isClosed()) {
        course.putBack();
        if (connection.getAutoCommit() != wasAutomatic) {
          connection.setAutoCommit(wasAutomatic);
        }
      }
    } catch (SQLException | RuntimeException e) {
      if (failure != null) {
        failure.addSuppressed(e);
      } else {
        log.warn(
            "CONNECTION_CHANGED a transaction was done, but its connection is not as before", e);
      }
    }
  }

  private static void rollBack(Course course, Throwable reason) {
    try {
      course.rollBack();
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e); // the connection is gone, and with it what was done
    }
  }

  /** How a transaction begins and ends. */
  private interface Course {
    void begin() throws SQLException;

    void commit() throws SQLException;

    void rollBack() throws SQLException;

    /** Sets again what {@link #begin} has changed. */
    void putBack() throws SQLException;
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

    @Override
    public void putBack() {
      // Nothing was changed but what every course changes.
    }
  }

  private static final class ByHand implements Course {
    private final Connection connection;
    private int timeoutBefore = UNKNOWN;

    ByHand(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void begin() throws SQLException {
      connection.setAutoCommit(true); // or the driver begins one of its own
      timeoutBefore = timeout();
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

    @Override
    public void putBack() throws SQLException {
      if (timeoutBefore != UNKNOWN) {
        execute("pragma busy_timeout = " + timeoutBefore);
      }
    }

    private int timeout() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("pragma busy_timeout")) {
        return rows.next() ? rows.getInt(1) : UNKNOWN;
      }
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
