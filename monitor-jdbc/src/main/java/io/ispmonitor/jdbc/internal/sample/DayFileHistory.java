package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.metric.SampleSink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one series from the files of SQLite. A file is read as of one moment, and what the main
 * file knows of the series is asked for after that moment: compaction writes the main file first.
 */
final class DayFileHistory {
  private final HistorySource database;
  private final DayFiles files;
  private final HistoryQuery query;
  private @Nullable SeriesIds ids;

  DayFileHistory(HistorySource database, DayFiles files, HistoryQuery query) {
    this.database = database;
    this.files = files;
    this.query = query;
  }

  /** What lies in the file of all other days belongs between that of the days' own. */
  void read(long firstDay, long lastDay, SampleSink sink) throws SQLException {
    if (ids() == null) {
      return;
    }
    try (Part others = new Part(files.others())) {
      for (long day : files.days()) {
        if (day >= firstDay && day <= lastDay) {
          try (Part own = new Part(files.path(day))) {
            List<HourCursor> cursors = new ArrayList<>(own.cursors);
            cursors.addAll(others.cursors);
            HourCursor.merge(cursors, SampleTimes.firstHour(day + 1), sink);
          }
        }
      }
      HourCursor.merge(others.cursors, Long.MAX_VALUE, sink);
    }
  }

  private @Nullable SeriesIds ids() throws SQLException {
    SeriesIds known = ids;
    if (known == null || known.series() == null) {
      known =
          database
              .read(
                  "read samples", connection -> SeriesIds.of(connection, database, query.series()))
              .orElse(null);
      ids = known;
    }
    return known;
  }

  /** A file that is read. */
  private final class Part implements AutoCloseable {
    private final FileReaders.@Nullable Reader reader;
    private final List<HourCursor> cursors;

    Part(Path file) throws SQLException {
      reader = files.read(file).orElse(null);
      if (reader == null) {
        cursors = List.of();
        return;
      }
      try {
        cursors = cursors(reader.connection());
      } catch (SQLException | RuntimeException e) {
        reader.close();
        throw e;
      }
    }

    private List<HourCursor> cursors(Connection opened) throws SQLException {
      opened.setAutoCommit(false);
      if (!DayFile.isMade(opened)) { // the first question decides which moment it is
        return List.of();
      }
      SeriesIds known = ids();
      return known == null
          ? List.of()
          : query.cursors(opened, known, database.dialect(), "reading", "chunk");
    }

    @Override
    public void close() throws SQLException {
      FileReaders.Reader opened = reader;
      if (opened != null) {
        HistoryQuery.close(cursors);
        opened.close();
      }
    }
  }
}
