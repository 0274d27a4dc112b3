package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Finds roll-ups in files of a month, and whether they are still right in those of days. */
final class SqliteStoredRollups extends StoredRollups {
  private static final String CALL = "read roll-ups";

  private final DayFiles days;
  private final MonthFiles months;
  private final RollMarks marks;

  SqliteStoredRollups(HistorySource database, DayFiles days, MonthFiles months) {
    super(database);
    this.days = days;
    this.months = months;
    this.marks = RollMarks.inDayFiles(database);
  }

  @Override
  NavigableMap<Long, byte[]> find(
      SeriesKey series, RollupWidth width, long first, long last, long whole) throws SQLException {
    NavigableMap<Long, byte[]> found = new TreeMap<>();
    OptionalInt number = number(series);
    if (number.isEmpty()) {
      return found;
    }
    for (YearMonth month : months.months()) {
      if (month.atEndOfMonth().toEpochDay() >= first && month.atDay(1).toEpochDay() <= last) {
        read(month, width, number.getAsInt(), first, last, found);
      }
    }
    NavigableMap<Long, byte[]> right = new TreeMap<>(found.headMap(whole, false));
    for (var entry : found.tailMap(whole, true).entrySet()) {
      if (isRight(entry.getKey())) {
        right.put(entry.getKey(), entry.getValue());
      }
    }
    return right;
  }

  private OptionalInt number(SeriesKey series) throws SQLException {
    return database.read(CALL, connection -> number(connection, series));
  }

  private void read(
      YearMonth month,
      RollupWidth width,
      int series,
      long first,
      long last,
      NavigableMap<Long, byte[]> found)
      throws SQLException {
    FileReaders.Reader reader = months.read(month).orElse(null);
    try (reader) {
      if (reader != null && DataFile.isMade(reader.connection())) {
        read(reader.connection(), table(width), series, first, last, found);
      }
    }
  }

  /** What is left of a day without samples is its roll-up. */
  private boolean isRight(long day) throws SQLException {
    FileReaders.Reader reader = days.read(days.path(day)).orElse(null);
    try (reader) {
      if (reader == null) {
        return true;
      }
      Connection file = reader.connection();
      return !DataFile.isMade(file)
          || (DayFile.hasMarks(file) && !marks.rolled(file, day, day + 1).isEmpty())
          || isEmpty(file);
    }
  }

  private static boolean isEmpty(Connection file) throws SQLException {
    String sql = "select not exists (select 1 from reading) and not exists (select 1 from chunk)";
    try (Statement statement = file.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  @Override
  OptionalLong first(SeriesKey series, RollupWidth width) throws SQLException {
    OptionalInt number = number(series);
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    for (YearMonth month : months.months()) {
      FileReaders.Reader reader = months.read(month).orElse(null);
      try (reader) {
        OptionalLong first =
            reader != null && DataFile.isMade(reader.connection())
                ? first(reader.connection(), table(width), number.getAsInt())
                : OptionalLong.empty();
        if (first.isPresent()) {
          return first;
        }
      }
    }
    return OptionalLong.empty();
  }
}
