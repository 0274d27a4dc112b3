package io.ispmonitor.jdbc.internal.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the roll-ups of a day tell all of its samples that a file of SQLite has. */
final class SourceMarks {
  private SourceMarks() {}

  /**
   * Whether the day was rolled up and nothing came since, or its file has nothing. A mark that late
   * readings stand beside is to go with them.
   */
  static boolean isRight(Path file, long day) throws SQLException {
    try (Connection connection = DataFile.connect(file)) {
      if (!DataFile.isMade(connection)) {
        return true;
      }
      return !has(connection, "reading")
          && (isMarked(connection, day) || !has(connection, "chunk"));
    }
  }

  /** Whether a day is marked although readings came since. */
  static boolean isStale(Path file, long day) throws SQLException {
    try (Connection connection = DataFile.connect(file)) {
      return DataFile.isMade(connection) && has(connection, "reading") && isMarked(connection, day);
    }
  }

  private static boolean isMarked(Connection connection, long day) throws SQLException {
    if (!DayFile.hasMarks(connection)) {
      return false;
    }
    String sql = "select 1 from rolled_day where day = ? and rolled_at is not null";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, SampleTimes.firstHour(day) * SampleTimes.MICROS_AN_HOUR);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1 from " + table + " limit 1")) {
      return rows.next();
    }
  }
}
