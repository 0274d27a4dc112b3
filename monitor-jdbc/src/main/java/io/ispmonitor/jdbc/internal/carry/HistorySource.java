package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import java.sql.SQLException;

/** Where history is read: a database, or a replica of it that may be too far behind. Any thread. */
public interface HistorySource {

  /** How it wants to be spoken to. */
  Dialect dialect();

  /** A table as it is named in a statement. */
  String table(String name);

  /**
   * Reads, all of it as of one moment. It may be done a second time when the first place failed.
   */
  <T> T read(String call, Work<T> work) throws SQLException;

  /**
   * Reads what is handed over while it is read, so it is not done again once it has begun.
   *
   * @throws SQLException also when it broke off in the middle
   */
  <T> T readOnce(String call, Work<T> work) throws SQLException;
}
