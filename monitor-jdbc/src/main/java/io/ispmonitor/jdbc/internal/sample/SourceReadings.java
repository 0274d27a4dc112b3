package io.ispmonitor.jdbc.internal.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Goes through the readings in a file of SQLite, in the order in which they came. */
final class SourceReadings {
  private static final long BYTES_AT_ONCE = 8 << 20;

  private SourceReadings() {}

  /** Takes over some rows. */
  interface Taker {
    void take(List<ReadingRow> rows, long last) throws SQLException;
  }

  /**
   * Hands over the rows behind one, with the numbers of the target.
   *
   * @param atOnce so many at a time, or fewer when they are long
   */
  static void each(Path file, long after, int atOnce, BlockMove.Numbers numbers, Taker taker)
      throws SQLException {
    String sql =
        "select rowid, device_id, layout_id, first_at, last_at, data from reading"
            + " where rowid > ? order by rowid";
    try (Connection connection = DataFile.connect(file)) {
      if (!DataFile.isMade(connection)) {
        return;
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, after);
        try (ResultSet rows = statement.executeQuery()) {
          inTurn(rows, atOnce, numbers, taker);
        }
      }
    }
  }

  private static void inTurn(ResultSet rows, int atOnce, BlockMove.Numbers numbers, Taker taker)
      throws SQLException {
    List<ReadingRow> some = new ArrayList<>();
    long bytes = 0;
    long last = 0;
    while (rows.next()) {
      ReadingRow row = row(rows, numbers);
      some.add(row);
      last = rows.getLong(1);
      bytes += row.data.length;
      if (some.size() == atOnce || bytes >= BYTES_AT_ONCE) {
        taker.take(some, last);
        some = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!some.isEmpty()) {
      taker.take(some, last);
    }
  }

  private static ReadingRow row(ResultSet rows, BlockMove.Numbers numbers) throws SQLException {
    return new ReadingRow(
        numbers.device(rows.getInt(2)),
        numbers.layout(rows.getInt(3)),
        TimeUnit.MICROSECONDS.toNanos(rows.getLong(4)),
        TimeUnit.MICROSECONDS.toNanos(rows.getLong(5)),
        rows.getBytes(6));
  }
}
