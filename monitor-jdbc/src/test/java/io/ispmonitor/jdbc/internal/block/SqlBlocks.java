package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.Layout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that the functions of the database take apart, with no search path to find them by, and
 * with ten seconds for each.
 */
final class SqlBlocks implements AutoCloseable {
  private final Connection connection;

  private SqlBlocks(Connection connection) {
    this.connection = connection;
  }

  static SqlBlocks in(PostgresDatabase database) throws SQLException {
    Schema.of(DatabaseKind.POSTGRESQL, TableNames.usual()).upgrade(database.asOwner());
    Connection connection = database.asOwner().getConnection();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select set_config('search_path', '', false),"
                + " set_config('statement_timeout', '10s', false)")) {
      statement.execute();
    }
    return new SqlBlocks(connection);
  }

  /** All of a block of any kind. */
  List<SqlRow> read(byte @Nullable [] block, Layout layout) throws SQLException {
    int kind = block == null || block.length == 0 ? 0 : block[0];
    return switch (kind) {
      case Blocks.SERIES_CHUNK ->
          rows("select 0, at, array[value], gap, 0 from public.monitor_series_chunk(?)", block);
      case Blocks.ROLLUP_CHUNK ->
          rows(
              "select 0, at, array[min, p95, max, mean], null, count"
                  + " from public.monitor_rollup_chunk(?)",
              block);
      default ->
          rows(
              "select number - 1, at, array[value], gap, 0"
                  + " from public.monitor_row_block(?, cast(? as json))",
              block,
              text(layout));
    };
  }

  /** One column of a row block. */
  List<SqlRow> read(byte[] block, Layout layout, int column) throws SQLException {
    return rows(
        "select 0, at, array[value], gap, 0"
            + " from public.monitor_row_block(?, cast(? as json), ?)",
        block,
        text(layout),
        column + 1);
  }

  private List<SqlRow> rows(String sql, @Nullable Object... parameters) throws SQLException {
    List<SqlRow> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        Object parameter = parameters[i];
        if (parameter == null) {
          statement.setBytes(i + 1, null);
        } else {
          statement.setObject(i + 1, parameter);
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row(rows));
        }
      }
    }
    return found;
  }

  private static SqlRow row(ResultSet rows) throws SQLException {
    Instant at = rows.getObject(2, OffsetDateTime.class).toInstant();
    List<@Nullable Long> numbers = new ArrayList<>();
    for (Object value : (Object[]) rows.getArray(3).getArray()) {
      numbers.add(value == null ? null : Double.doubleToRawLongBits((Double) value));
    }
    return new SqlRow(
        rows.getInt(1),
        1_000_000 * at.getEpochSecond() + at.getNano() / 1_000,
        numbers,
        rows.getString(4),
        rows.getLong(5));
  }

  /** What of a layout matters here, as the table of layouts has it. */
  private static String text(Layout layout) {
    return IntStream.range(0, layout.size())
        .mapToObj(i -> "{\"resolution\":" + layout.column(i).metric().resolution() + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
