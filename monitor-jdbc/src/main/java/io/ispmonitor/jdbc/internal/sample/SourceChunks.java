package io.ispmonitor.jdbc.internal.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Goes through the chunks in a file of SQLite, by the numbers of their series. */
final class SourceChunks {
  private static final long BYTES_AT_ONCE = 8 << 20;

  private SourceChunks() {}

  /** Takes over some rows, all of each series that is among them. */
  interface Taker {
    void take(List<StoredChunk> rows) throws SQLException;
  }

  /**
   * Hands over the rows of a table whose series have higher numbers.
   *
   * @param atOnce about so many at a time
   */
  static void each(Path file, Partitioned table, long after, int atOnce, Taker taker)
      throws SQLException {
    String sql =
        "select series_id, %1$s, data from %2$s where series_id > ? order by series_id, %1$s"
            .formatted(table.column(), table.table());
    try (Connection connection = DataFile.connect(file)) {
      if (!DataFile.isMade(connection)) {
        return;
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, after);
        try (ResultSet rows = statement.executeQuery()) {
          inTurn(rows, atOnce, taker);
        }
      }
    }
  }

  private static void inTurn(ResultSet rows, int atOnce, Taker taker) throws SQLException {
    List<StoredChunk> some = new ArrayList<>();
    long bytes = 0;
    while (rows.next()) {
      StoredChunk row = new StoredChunk(rows.getInt(1), rows.getLong(2), rows.getBytes(3));
      boolean isMuch = some.size() >= atOnce || bytes >= BYTES_AT_ONCE;
      if (isMuch && some.get(some.size() - 1).series != row.series) {
        taker.take(some);
        some = new ArrayList<>();
        bytes = 0;
      }
      some.add(row);
      bytes += row.data.length;
    }
    if (!some.isEmpty()) {
      taker.take(some);
    }
  }

  /** The days (UTC) that a table has something of. */
  static List<Long> days(Path file, Partitioned table) throws SQLException {
    TreeSet<Long> days = new TreeSet<>();
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Connection connection = DataFile.connect(file)) {
      if (DataFile.isMade(connection)) {
        String sql = "select distinct %s from %s".formatted(table.column(), table.table());
        try (PreparedStatement statement = connection.prepareStatement(sql);
            ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            days.add(new StoredChunk(0, rows.getLong(1), new byte[0]).day());
          }
        }
      }
    }
    return List.copyOf(days);
  }
}
