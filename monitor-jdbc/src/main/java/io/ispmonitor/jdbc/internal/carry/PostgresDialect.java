package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {
  static final PostgresDialect INSTANCE = new PostgresDialect();

  private static final int SHORTEST_IDLE_MILLIS = 10_000;

  private PostgresDialect() {}

  @Override
  public boolean hasLeases() {
    return true;
  }

  @Override
  public String json() {
    return "cast(? as json)";
  }

  @Override
  public String isOneOf() {
    return "= any (?)";
  }

  @Override
  public void setNumbers(PreparedStatement statement, int index, long[] numbers)
      throws SQLException {
    Object[] boxed = Arrays.stream(numbers).boxed().toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("int8", boxed));
  }

  @Override
  public String now() {
    return "now()";
  }

  @Override
  public <T> T write(Connection connection, int millis, Work<T> work) throws SQLException {
    int wait = millis - millis / 10; // so that its answer comes first
    return Transactions.in(
        connection,
        same -> {
          // a program that stands still must not keep others from what it has locked
          execute(
              same,
              "set local lock_timeout = %d; set local idle_in_transaction_session_timeout = %d"
                  .formatted(wait, Math.max(millis, SHORTEST_IDLE_MILLIS)));
          return work.on(same);
        });
  }

  @Override
  public <T> T read(Connection connection, Work<T> work) throws SQLException {
    return Transactions.in(
        connection,
        same -> {
          execute(same, "set transaction isolation level repeatable read read only");
          return work.on(same);
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public int limit(Connection connection, int millis) throws SQLException {
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, millis);
    return before;
  }

  @Override
  public void setTime(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    if (at == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      Instant micros = Times.within(at).truncatedTo(ChronoUnit.MICROS);
      statement.setObject(index, OffsetDateTime.ofInstant(micros, ZoneOffset.UTC));
    }
  }

  @Override
  public Instant time(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public void setId(PreparedStatement statement, int index, UUID id) throws SQLException {
    statement.setObject(index, id);
  }
}
