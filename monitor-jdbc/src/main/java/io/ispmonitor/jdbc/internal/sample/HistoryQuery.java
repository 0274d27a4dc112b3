package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.RowBlockReader;
import io.ispmonitor.jdbc.internal.block.SeriesChunkReader;
import io.ispmonitor.jdbc.internal.carry.Dialect;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** One question for the samples of a series, put to tables of readings and of chunks. */
final class HistoryQuery {
  private final SeriesKey series;
  private final long fromNanos;
  private final long toNanos;
  private final LayoutLookup layouts;
  private final DoubleConsumer resolutions;
  private final RowBlockReader rowReader = new RowBlockReader();
  private final SeriesChunkReader chunkReader = new SeriesChunkReader();

  /**
   * A question.
   *
   * @param series of which samples are asked for
   * @param fromNanos included
   * @param toNanos not included
   * @param resolutions hears of the resolution of each block that is read, before its samples are
   *     handed over
   */
  HistoryQuery(
      SeriesKey series,
      long fromNanos,
      long toNanos,
      LayoutLookup layouts,
      DoubleConsumer resolutions) {
    this.series = series;
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.layouts = layouts;
    this.resolutions = resolutions;
  }

  SeriesKey series() {
    return series;
  }

  /** Finds layouts by their numbers. */
  interface LayoutLookup {
    Layout layout(int number) throws SQLException;
  }

  /** Cursors over tables of this connection; to be closed. */
  List<HourCursor> cursors(
      Connection connection, SeriesIds ids, Dialect dialect, String reading, String chunk)
      throws SQLException {
    List<HourCursor> cursors = new ArrayList<>(2);
    Integer number = ids.series();
    try {
      if (number != null) {
        cursors.add(chunks(connection, dialect, chunk, number));
      }
      cursors.add(readings(connection, ids.device(), dialect, reading));
      return cursors;
    } catch (SQLException | RuntimeException e) {
      close(cursors);
      throw e;
    }
  }

  static void close(List<HourCursor> cursors) throws SQLException {
    for (HourCursor cursor : cursors) {
      cursor.close();
    }
  }

  private HourCursor readings(Connection connection, int device, Dialect dialect, String table)
      throws SQLException {
    String sql =
        ("select first_at, layout_id, data from %s"
                + " where device_id = ? and first_at >= ? and first_at < ? and last_at >= ?"
                + " order by first_at")
            .formatted(table);
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setInt(1, device);
    dialect.setTime(statement, 2, EpochNanos.toInstant(SampleTimes.earliestRow(fromNanos)));
    dialect.setTime(statement, 3, EpochNanos.toInstant(toNanos).plusNanos(999));
    dialect.setTime(statement, 4, EpochNanos.toInstant(fromNanos));
    return new HourCursor(statement, dialect, this::decodeReading);
  }

  private void decodeReading(ResultSet row, SampleSink sink) throws SQLException {
    Layout layout = layouts.layout(row.getInt(2));
    int column = layout.indexOf(series.metric(), series.instance());
    if (column != Layout.NO_COLUMN) {
      resolutions.accept(layout.column(column).metric().resolution());
      rowReader.open(row.getBytes(3), layout);
      rowReader.read(column, fromNanos, toNanos, sink);
    }
  }

  private HourCursor chunks(Connection connection, Dialect dialect, String table, int number)
      throws SQLException {
    String sql =
        ("select hour, data from %s where series_id = ? and hour >= ? and hour < ?"
                + " order by hour")
            .formatted(table);
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setInt(1, number);
    dialect.setTime(statement, 2, SampleTimes.start(SampleTimes.hour(fromNanos)));
    dialect.setTime(statement, 3, EpochNanos.toInstant(toNanos).plusNanos(999));
    return new HourCursor(
        statement,
        dialect,
        (row, sink) -> {
          chunkReader.read(row.getBytes(2), fromNanos, toNanos, sink);
          resolutions.accept(chunkReader.resolution());
        });
  }
}
