package io.ispmonitor.benchmarks.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Counts what lies in the table of readings by the description of blocks, {@code
 * docs/block-format.md}, with none of the code that wrote it.
 *
 * @param blocks rows of the table
 * @param readings rows of all blocks
 * @param samples values and gaps of all readings
 */
record BlockCount(long blocks, long readings, long samples) {
  private static final int ROW_BLOCK = 0x11;
  private static final int HEAD = 11;
  private static final int FETCH = 10_000;

  static BlockCount of(Connection connection) throws SQLException {
    boolean wasAuto = connection.getAutoCommit();
    connection.setAutoCommit(false); // or the driver fetches all at once
    String sql = "select substring(data from 1 for " + HEAD + ") from monitor_reading";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        return of(rows);
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(wasAuto);
    }
  }

  private static BlockCount of(ResultSet rows) throws SQLException {
    long blocks = 0;
    long readings = 0;
    long samples = 0;
    while (rows.next()) {
      byte[] head = rows.getBytes(1);
      if (head[0] != ROW_BLOCK) {
        throw new SQLException("a block of readings begins with " + head[0]);
      }
      long of = unsigned(head, 1);
      blocks++;
      readings += of;
      samples += of * unsigned(head, 1 + length(head, 1));
    }
    return new BlockCount(blocks, readings, samples);
  }

  private static int length(byte[] bytes, int from) {
    int length = 1;
    while (bytes[from + length - 1] < 0) {
      length++;
    }
    return length;
  }

  private static long unsigned(byte[] bytes, int from) {
    long value = 0;
    for (int i = length(bytes, from) - 1; i >= 0; i--) {
      value = (value << 7) | (bytes[from + i] & 0x7f);
    }
    return value;
  }
}
