package io.ispmonitor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Work that is done as a whole or not at all. */
final class Transactions {
  private Transactions() {}

  /** What is to be done. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Does it, and leaves the connection as it was found. */
  static <T> T in(Connection connection, Work<T> work) throws SQLException {
    boolean wasAutomatic = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection, e);
      throw e;
    } finally {
      if (wasAutomatic && !connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e); // the connection is gone, and with it what was done
    }
  }
}
