package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQLite. Times are microseconds since 1970-01-01T00:00Z. */
final class SqliteDialect implements Dialect {
  static final SqliteDialect INSTANCE = new SqliteDialect();

  private SqliteDialect() {}

  @Override
  public boolean hasLeases() {
    return false;
  }

  @Override
  public String json() {
    return "?";
  }

  @Override
  public String isOneOf() {
    return "in (select value from json_each(?))";
  }

  @Override
  public void setNumbers(PreparedStatement statement, int index, long[] numbers)
      throws SQLException {
    statement.setString(index, Arrays.toString(numbers));
  }

  @Override
  public String now() {
    return "unixepoch() * 1000";
  }

  @Override
  public <T> T write(Connection connection, int millis, Work<T> work) throws SQLException {
    return Transactions.alone(connection, work);
  }

  @Override
  public <T> T read(Connection connection, Work<T> work) throws SQLException {
    return Transactions.in(connection, work);
  }

  @Override
  public int limit(Connection connection, int millis) {
    return 0; // there is no network
  }

  @Override
  public void setTime(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    if (at == null) {
      statement.setNull(index, Types.INTEGER);
    } else {
      // ChronoUnit.between would count in nanoseconds, which overflow before 1677 and after 2262
      Instant within = Times.within(at);
      statement.setLong(index, within.getEpochSecond() * 1_000_000 + within.getNano() / 1_000);
    }
  }

  @Override
  public Instant time(ResultSet rows, int column) throws SQLException {
    return Instant.EPOCH.plus(rows.getLong(column), ChronoUnit.MICROS);
  }

  @Override
  public void setId(PreparedStatement statement, int index, UUID id) throws SQLException {
    statement.setString(index, id.toString());
  }
}
