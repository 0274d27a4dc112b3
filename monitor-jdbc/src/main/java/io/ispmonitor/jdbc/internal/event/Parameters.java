package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.Dialect;
import io.ispmonitor.jdbc.internal.document.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A statement that is done for many rows, and whose parameters are filled in in their order. */
final class Parameters implements AutoCloseable {
  private static final int MOST_ROWS = 1_000;

  private final Dialect dialect;
  private final PreparedStatement statement;
  private int index;
  private int rows;

  Parameters(Dialect dialect, Connection connection, String sql) throws SQLException {
    this.dialect = dialect;
    this.statement = connection.prepareStatement(sql);
  }

  /** A text, as {@link StoredText} has it. */
  Parameters text(@Nullable String text) throws SQLException {
    if (text == null) {
      statement.setNull(++index, Types.VARCHAR);
    } else {
      statement.setString(++index, StoredText.of(text));
    }
    return this;
  }

  Parameters time(@Nullable Instant at) throws SQLException {
    dialect.setTime(statement, ++index, at);
    return this;
  }

  Parameters number(int number) throws SQLException {
    statement.setInt(++index, number);
    return this;
  }

  Parameters flag(boolean isSo) throws SQLException {
    statement.setBoolean(++index, isSo);
    return this;
  }

  /** The row is complete. */
  void row() throws SQLException {
    statement.addBatch();
    index = 0;
    if (++rows == MOST_ROWS) {
      flush();
    }
  }

  /** Does what is left, and is done. */
  void flush() throws SQLException {
    if (rows > 0) {
      statement.executeBatch();
      rows = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
