package io.ispmonitor.jdbc.internal.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a program that stands still, or a machine that dies, in the middle of a transaction must not
 * hold: nobody could take its lease until the server finds out by its TCP, which takes two hours as
 * a rule, and never where only the program stands still.
 */
final class Abandoned {
  private static final String ENDS_SOON =
      "set local idle_in_transaction_session_timeout = 5000;"
          + " set local tcp_keepalives_idle = 5; set local tcp_keepalives_interval = 2;"
          + " set local tcp_keepalives_count = 3";

  private Abandoned() {}

  /**
   * Has the server end the transaction when nothing comes for it any more, and ask soon whether
   * somebody is there who has sent the half of something.
   */
  static void ends(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ENDS_SOON);
    }
  }
}
