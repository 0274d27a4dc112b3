package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A database and how it is called upon: each call takes a connection of its own, is timed under its
 * name, and breaks off when the database does not answer. Any thread.
 */
public final class Database implements HistorySource {
  private final DataSource source;
  private final Dialect dialect;
  private final TableNames names;
  private final int limitMillis;
  private final CallTimes times;

  /**
   * A database.
   *
   * @param limit for how long a connection may be silent
   * @param times takes note of how long calls take
   */
  public Database(
      DataSource source, DatabaseKind kind, TableNames names, Duration limit, CallTimes times) {
    this.source = source;
    this.dialect = Dialect.of(kind);
    this.names = names;
    this.limitMillis = Dialect.millis(limit);
    this.times = times;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String table(String name) {
    return names.of(name);
  }

  /** Does what writes, as a whole or not at all. */
  public <T> T write(String call, Work<T> work) throws SQLException {
    return timed(call, connection -> dialect.write(connection, limitMillis, work));
  }

  /** Does what reads, all of it as of one moment, once. */
  @Override
  public <T> T read(String call, Work<T> work) throws SQLException {
    return timed(call, connection -> dialect.read(connection, work));
  }

  @Override
  public <T> T readOnce(String call, Work<T> work) throws SQLException {
    return read(call, work);
  }

  private <T> T timed(String call, Work<T> work) throws SQLException {
    CallTimes.Call begun = times.begin(call);
    try (Connection connection = source.getConnection()) {
      T result = limited(connection, work);
      begun.done();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      begun.failed();
      throw e;
    }
  }

  private <T> T limited(Connection connection, Work<T> work) throws SQLException {
    int before = dialect.limit(connection, limitMillis);
    try {
      return work.on(connection);
    } finally {
      if (!connection.isClosed()) {
        dialect.limit(connection, before);
      }
    }
  }

  @Override
  public String toString() {
    return "tables " + names;
  }
}
