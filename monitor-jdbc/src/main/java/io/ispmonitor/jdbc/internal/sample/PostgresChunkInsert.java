package io.ispmonitor.jdbc.internal.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Puts chunks into PostgreSQL, thousands with one statement. */
final class PostgresChunkInsert implements ChunkTable.ChunkInsert {
  private final String sql;

  PostgresChunkInsert(String table) {
    this.sql =
        ("insert into %s (series_id, hour, data)"
                + " select series, timestamptz 'epoch' + at * interval '1 microsecond', data"
                + " from unnest(?, ?, ?) as rows (series, at, data)")
            .formatted(table);
  }

  @Override
  public void insert(Connection connection, List<ChunkTable.Row> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Object[] series = rows.stream().map(ChunkTable.Row::series).toArray();
      Object[] times = rows.stream().map(ChunkTable.Row::atMicros).toArray();
      byte[][] data = rows.stream().map(ChunkTable.Row::data).toArray(byte[][]::new);
      statement.setArray(1, connection.createArrayOf("int4", series));
      statement.setArray(2, connection.createArrayOf("int8", times));
      statement.setArray(3, connection.createArrayOf("bytea", data));
      statement.executeUpdate();
    }
  }
}
