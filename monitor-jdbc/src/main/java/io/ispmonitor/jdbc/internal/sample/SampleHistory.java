package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads samples that were carried into the database. Hours that were compacted and those that were
 * not are joined, so it matters to nobody which are. No more than the samples of one hour are held
 * in memory; the sink is called while a connection is in use. Any thread.
 */
public final class SampleHistory {
  private static final int MOST_LAYOUTS = 1 << 13;

  private final Database database;
  private final @Nullable DayFiles files;
  private final BoundedCache<Integer, Layout> layouts = new BoundedCache<>(MOST_LAYOUTS);

  private SampleHistory(Database database, @Nullable DayFiles files) {
    this.database = database;
    this.files = files;
  }

  /** Reads from PostgreSQL. */
  public static SampleHistory inPostgres(Database database) {
    return new SampleHistory(database, null);
  }

  /** Reads from the files of SQLite. */
  public static SampleHistory inSqlite(Database database, DayFiles files) {
    return new SampleHistory(database, files);
  }

  /** Forgets what it knows of the database: it may be another one by now. */
  public void forget() {
    layouts.clear();
  }

  /**
   * Hands over the samples of a series by time.
   *
   * @param fromNanos included
   * @param toNanos not included
   * @throws HistoryException when the database does not answer, or what it holds cannot be read
   */
  void read(SeriesKey series, long fromNanos, long toNanos, SampleSink sink) {
    read(series, fromNanos, toNanos, sink, resolution -> {});
  }

  /** The same; hears of the resolution of what is handed over, before that. */
  void read(
      SeriesKey series, long fromNanos, long toNanos, SampleSink sink, DoubleConsumer resolutions) {
    if (fromNanos >= toNanos) {
      return;
    }
    try {
      database.read(
          "read samples",
          connection -> {
            read(connection, series, fromNanos, toNanos, sink, resolutions);
            return true;
          });
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
    HistoryQuery.Ids ids = ids(connection, series);
    if (ids == null) {
      return;
    }
    HistoryQuery query =
        new HistoryQuery(
            series, fromNanos, toNanos, ids, number -> layout(connection, number), resolutions);
    DayFiles beside = files;
    if (beside == null) {
      List<HourCursor> cursors =
          query.cursors(
              connection, database.dialect(), database.table("reading"), database.table("chunk"));
      try {
        HourCursor.merge(cursors, Long.MAX_VALUE, sink);
      } finally {
        HistoryQuery.close(cursors);
      }
    } else {
      long first = SampleTimes.day(SampleTimes.hour(fromNanos));
      long last = SampleTimes.day(SampleTimes.hour(toNanos - 1));
      read(query, beside, day -> day >= first && day <= last, sink);
    }
  }

  /** What lies in the file of all other days belongs between that of the days' own. */
  private void read(HistoryQuery query, DayFiles beside, LongPredicate isAsked, SampleSink sink)
      throws SQLException {
    try (Part others = new Part(query, beside.others())) {
      for (long day : beside.days()) {
        if (isAsked.test(day)) {
          try (Part own = new Part(query, beside.path(day))) {
            List<HourCursor> cursors = new ArrayList<>(own.cursors);
            cursors.addAll(others.cursors);
            HourCursor.merge(cursors, SampleTimes.firstHour(day + 1), sink);
          }
        }
      }
      HourCursor.merge(others.cursors, Long.MAX_VALUE, sink);
    }
  }

  /** A file that is read. */
  private final class Part implements AutoCloseable {
    private final @Nullable Connection connection;
    private final List<HourCursor> cursors;

    Part(HistoryQuery query, Path file) throws SQLException {
      if (!Files.exists(file)) {
        connection = null;
        cursors = List.of();
        return;
      }
      Connection opened = DayFile.connect(file);
      connection = opened;
      try {
        cursors =
            DayFile.isMade(opened)
                ? query.cursors(opened, database.dialect(), "reading", "chunk")
                : List.of();
      } catch (SQLException | RuntimeException e) {
        opened.close();
        throw e;
      }
    }

    @Override
    public void close() throws SQLException {
      Connection opened = connection;
      if (opened != null) {
        HistoryQuery.close(cursors);
        opened.close();
      }
    }
  }

  private HistoryQuery.@Nullable Ids ids(Connection connection, SeriesKey series)
      throws SQLException {
    String sql =
        ("select d.id, (select s.id from %s s join %s m on m.id = s.metric_id"
                + " where s.device_id = d.id and m.name = ? and s.instance = ?)"
                + " from %s d where d.name = ?")
            .formatted(
                database.table("series"), database.table("metric"), database.table("device"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, StoredName.of(series.metric()));
      statement.setString(2, StoredName.of(series.instance()));
      statement.setString(3, StoredName.of(series.device()));
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return null;
        }
        int device = rows.getInt(1);
        int number = rows.getInt(2);
        return new HistoryQuery.Ids(device, rows.wasNull() ? null : number);
      }
    }
  }

  private Layout layout(Connection connection, int number) throws SQLException {
    Layout known = layouts.get(number);
    if (known != null) {
      return known;
    }
    String sql = "select columns from %s where id = ?".formatted(database.table("layout"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, number);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("layout " + number + " of a reading is not there");
        }
        Layout found = LayoutText.layout(rows.getString(1));
        layouts.put(number, found);
        return found;
      }
    }
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
