package io.ispmonitor.jdbc.internal.carry;

import java.sql.SQLException;

/** What has to be so before a database is used, such as that its tables are there. */
@FunctionalInterface
public interface Gate {

  /**
   * Makes it so where that is possible. Any thread.
   *
   * @throws SQLException when the database cannot be used
   * @throws RuntimeException when it is not so, and waiting is of no use
   */
  void pass() throws SQLException;
}
