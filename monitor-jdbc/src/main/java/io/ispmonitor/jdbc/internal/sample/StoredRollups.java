package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Finds roll-ups in one kind of database. Any thread. */
abstract sealed class StoredRollups permits PostgresStoredRollups, SqliteStoredRollups {
  final HistorySource database;

  StoredRollups(HistorySource database) {
    this.database = database;
  }

  /**
   * The chunks of a series by day, without those that samples have come to since they were made.
   *
   * @param first the first day
   * @param last the last day
   * @param whole from this day on all samples are there, so that what is not marked is passed over
   */
  abstract NavigableMap<Long, byte[]> find(
      SeriesKey series, RollupWidth width, long first, long last, long whole) throws SQLException;

  /** The first day that a series has roll-ups of a width of. */
  abstract OptionalLong first(SeriesKey series, RollupWidth width) throws SQLException;

  static String table(RollupWidth width) {
    return switch (width) {
      case FIVE_MINUTES -> Partitioned.ROLLUP_5MIN.table();
      case HOUR -> Partitioned.ROLLUP_HOUR.table();
    };
  }

  /** The number of a series; none while there are no chunks of it. */
  OptionalInt number(Connection connection, SeriesKey series) throws SQLException {
    SeriesIds ids = SeriesIds.of(connection, database, series).orElse(null);
    Integer number = ids == null ? null : ids.series();
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Adds the chunks of days to what was found. */
  void read(
      Connection connection,
      String table,
      int series,
      long first,
      long last,
      NavigableMap<Long, byte[]> found)
      throws SQLException {
    String sql =
        "select day, data from %s where series_id = ? and day >= ? and day <= ? order by day"
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, series);
      setDay(statement, 2, first);
      setDay(statement, 3, last);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(day(rows), rows.getBytes(2));
        }
      }
    }
  }

  /** The first day in a table. */
  OptionalLong first(Connection connection, String table, int series) throws SQLException {
    String sql = "select day from %s where series_id = ? order by day limit 1".formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, series);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(day(rows)) : OptionalLong.empty();
      }
    }
  }

  private void setDay(PreparedStatement statement, int index, long day) throws SQLException {
    database.dialect().setTime(statement, index, SampleTimes.start(SampleTimes.firstHour(day)));
  }

  private long day(ResultSet rows) throws SQLException {
    return SampleTimes.day(SampleTimes.hour(database.dialect().time(rows, 1)));
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
