package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.CorruptBlockException;
import io.ispmonitor.jdbc.internal.block.SeriesChunkReader;
import io.ispmonitor.jdbc.internal.carry.Dialect;
import io.ispmonitor.jdbc.internal.rollup.SeriesDay;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes roll-ups out of the chunks of a day, one series after the other. A chunk that cannot be
 * read is said and left out: it would hold up all others for ever. Used by one thread.
 */
final class ChunkRoll {
  private static final Logger log = LoggerFactory.getLogger(ChunkRoll.class);
  private static final int ROWS_AT_ONCE = 500;

  private final Dialect dialect;
  private final String table;
  private final SeriesChunkReader reader = new SeriesChunkReader();
  private final SeriesDay values = new SeriesDay();

  /**
   * Out of a table.
   *
   * @param table of chunks
   */
  ChunkRoll(Dialect dialect, String table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** The first series from a number on that has chunks on a day. */
  OptionalInt next(Connection connection, long day, int from) throws SQLException {
    String sql =
        "select min(series_id) from %s where hour >= ? and hour < ? and series_id >= ?"
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, day);
      statement.setInt(3, from);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        int series = rows.getInt(1);
        return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(series);
      }
    }
  }

  /** The roll-ups of series from one up to but not including another; those with values. */
  List<RollupRow> rows(Connection connection, long day, int from, long to) throws SQLException {
    String sql =
        ("select series_id, data from %s"
                + " where hour >= ? and hour < ? and series_id >= ? and series_id < ?"
                + " order by series_id, hour")
            .formatted(table);
    List<RollupRow> made = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, day);
      statement.setInt(3, from);
      statement.setLong(4, to);
      statement.setFetchSize(ROWS_AT_ONCE);
      values.begin(beginNanos(day));
      int series = from;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (rows.getInt(1) != series) {
            finish(series, day, made);
            series = rows.getInt(1);
          }
          take(rows.getBytes(2), series, day);
        }
      }
      finish(series, day, made);
    }
    return made;
  }

  private void take(byte[] chunk, int series, long day) {
    try {
      reader.read(chunk, values);
      values.resolution(reader.resolution());
    } catch (CorruptBlockException e) {
      log.warn(
          "STORE_CHUNK_UNREADABLE the roll-up of series {} on {} lacks a chunk that cannot be read:"
              + " {}",
          series,
          LocalDate.ofEpochDay(day),
          e.getMessage());
    }
  }

  private void finish(int series, long day, List<RollupRow> made) {
    if (!values.isEmpty()) {
      made.add(
          new RollupRow(
              series, values.chunk(RollupWidth.FIVE_MINUTES), values.chunk(RollupWidth.HOUR)));
    }
    values.begin(beginNanos(day));
  }

  private void setDay(PreparedStatement statement, long day) throws SQLException {
    dialect.setTime(statement, 1, SampleTimes.start(SampleTimes.firstHour(day)));
    dialect.setTime(statement, 2, SampleTimes.start(SampleTimes.firstHour(day + 1)));
  }

  private static long beginNanos(long day) {
    return day * SeriesDay.NANOS;
  }
}
