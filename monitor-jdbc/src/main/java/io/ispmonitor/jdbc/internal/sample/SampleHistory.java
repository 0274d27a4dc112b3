package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads samples that were carried into the database. Hours that were compacted and those that were
 * not are joined, so it matters to nobody which are. No more than the samples of one hour are held
 * in memory; the sink is called while a connection is in use. Any thread.
 */
public final class SampleHistory {
  private final HistorySource database;
  private final @Nullable DayFiles files;
  private final KnownLayouts layouts;

  private SampleHistory(HistorySource database, @Nullable DayFiles files) {
    this.database = database;
    this.files = files;
    this.layouts = new KnownLayouts(database);
  }

  /** Reads from PostgreSQL. */
  public static SampleHistory inPostgres(HistorySource database) {
    return new SampleHistory(database, null);
  }

  /** Reads from the files of SQLite. */
  public static SampleHistory inSqlite(HistorySource database, DayFiles files) {
    return new SampleHistory(database, files);
  }

  /** Forgets what it knows of the database: it may be another one by now. */
  public void forget() {
    layouts.forget();
  }

  /**
   * Hands over the samples of a series by time.
   *
   * @param fromNanos included
   * @param toNanos not included
   * @throws HistoryException when the database does not answer, or what it holds cannot be read
   */
  public void read(SeriesKey series, long fromNanos, long toNanos, SampleSink sink) {
    read(series, fromNanos, toNanos, sink, resolution -> {});
  }

  /** The same; hears of the resolution of what is handed over, before that. */
  void read(
      SeriesKey series, long fromNanos, long toNanos, SampleSink sink, DoubleConsumer resolutions) {
    if (fromNanos >= toNanos) {
      return;
    }
    DayFiles beside = files;
    try {
      if (beside == null) {
        database.readOnce(
            "read samples",
            connection -> {
              read(connection, series, fromNanos, toNanos, sink, resolutions);
              return true;
            });
      } else {
        long first = SampleTimes.day(SampleTimes.hour(fromNanos));
        long last = SampleTimes.day(SampleTimes.hour(toNanos - 1));
        HistoryQuery query =
            new HistoryQuery(series, fromNanos, toNanos, layouts::apart, resolutions);
        new DayFileHistory(database, beside, query).read(first, last, sink);
      }
    } catch (SQLException e) {
      throw new HistoryException(
          "the history of %s cannot be read from %s: %s: %s"
              .formatted(series, this, OutageCause.of(e).advice(), FailureText.of(e)),
          e);
    }
  }

  private void read(
      Connection connection,
      SeriesKey series,
      long fromNanos,
      long toNanos,
      SampleSink sink,
      DoubleConsumer resolutions)
      throws SQLException {
    lock(connection);
    SeriesIds ids = SeriesIds.of(connection, database, series).orElse(null);
    if (ids == null) {
      return;
    }
    HistoryQuery query =
        new HistoryQuery(
            series, fromNanos, toNanos, number -> layouts.over(connection, number), resolutions);
    List<HourCursor> cursors =
        query.cursors(
            connection,
            ids,
            database.dialect(),
            database.table("reading"),
            database.table("chunk"));
    try {
      HourCursor.merge(cursors, Long.MAX_VALUE, sink);
    } finally {
      HistoryQuery.close(cursors);
    }
  }

  /**
   * Comes before the first question, which decides of which moment the answers are: a partition
   * that compaction drops after that moment would be gone, and its chunks not there yet.
   */
  private void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "lock table only %s in access share mode".formatted(database.table("reading")));
    }
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
