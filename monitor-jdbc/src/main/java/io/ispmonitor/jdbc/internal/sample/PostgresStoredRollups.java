package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Finds roll-ups and their marks in PostgreSQL, as of one moment. */
final class PostgresStoredRollups extends StoredRollups {
  private static final String CALL = "read roll-ups";

  private final RollMarks marks;

  PostgresStoredRollups(HistorySource database) {
    super(database);
    this.marks = RollMarks.inPostgres(database);
  }

  @Override
  NavigableMap<Long, byte[]> find(
      SeriesKey series, RollupWidth width, long first, long last, long whole) throws SQLException {
    return database.read(
        CALL,
        connection -> {
          NavigableMap<Long, byte[]> found = new TreeMap<>();
          OptionalInt number = number(connection, series);
          if (number.isPresent()) {
            String table = database.table(table(width));
            read(connection, table, number.getAsInt(), first, last, found);
            Set<Long> rolled = marks.rolled(connection, Math.max(first, whole), last + 1);
            found.keySet().removeIf(day -> day >= whole && !rolled.contains(day));
          }
          return found;
        });
  }

  @Override
  OptionalLong first(SeriesKey series, RollupWidth width) throws SQLException {
    return database.read(
        CALL,
        connection -> {
          OptionalInt number = number(connection, series);
          return number.isEmpty()
              ? OptionalLong.empty()
              : first(connection, database.table(table(width)), number.getAsInt());
        });
  }
}
