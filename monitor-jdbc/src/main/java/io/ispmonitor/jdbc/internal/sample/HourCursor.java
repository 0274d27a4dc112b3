package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.CorruptBlockException;
import io.ispmonitor.jdbc.internal.carry.Dialect;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.SampleSink;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Goes through rows that come in the order of hours. One thread. */
final class HourCursor implements AutoCloseable {
  private static final long END = Long.MAX_VALUE;
  private static final int ROWS_AT_ONCE = 500;

  private final PreparedStatement statement;
  private final Dialect dialect;
  private final RowDecoder decoder;
  private final ResultSet rows;
  private Instant at = Instant.EPOCH;
  private long hour;

  /** Understands the present row. */
  interface RowDecoder {
    void decode(ResultSet row, SampleSink sink) throws SQLException;
  }

  /**
   * Begins to read.
   *
   * @param statement whose first column is a time; closed with the cursor
   */
  HourCursor(PreparedStatement statement, Dialect dialect, RowDecoder decoder) throws SQLException {
    this.statement = statement;
    this.dialect = dialect;
    this.decoder = decoder;
    statement.setFetchSize(ROWS_AT_ONCE);
    this.rows = statement.executeQuery();
    goOn();
  }

  /** The hour of the present row, or one behind all when there is none. */
  private long hour() {
    return hour;
  }

  private void goOn() throws SQLException {
    if (rows.next()) {
      at = dialect.time(rows, 1);
      hour = SampleTimes.hour(EpochNanos.of(at));
    } else {
      hour = END;
    }
  }

  private void take(SampleSink sink) throws SQLException {
    try {
      decoder.decode(rows, sink);
    } catch (CorruptBlockException | IllegalArgumentException e) {
      throw new SQLException("the block of " + at + " cannot be read: " + e.getMessage(), e);
    }
    goOn();
  }

  /** Hands over what several cursors have before an hour, by time. */
  static void merge(List<HourCursor> cursors, long beforeHour, SampleSink sink)
      throws SQLException {
    SampleBuffer buffer = new SampleBuffer();
    while (true) {
      long hour = cursors.stream().mapToLong(HourCursor::hour).min().orElse(END);
      if (hour >= beforeHour) {
        return;
      }
      for (HourCursor cursor : cursors) {
        while (cursor.hour() == hour) {
          cursor.take(buffer);
        }
      }
      buffer.handTo(sink);
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
