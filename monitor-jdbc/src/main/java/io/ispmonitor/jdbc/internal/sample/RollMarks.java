package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Dialect;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Which days were rolled up. A day's row is there from the begin of an attempt on, so that who adds
 * samples meanwhile can take it away; the day is rolled up when its attempt ends and the row is
 * still there. An attempt that has not been heard of for a while may be taken over.
 */
final class RollMarks {
  private final String table;
  private final Dialect dialect;
  private final String longAgo;

  private RollMarks(String table, Dialect dialect, String longAgo) {
    this.table = table;
    this.dialect = dialect;
    this.longAgo = longAgo;
  }

  /** Of PostgreSQL. */
  static RollMarks inPostgres(HistorySource database) {
    return new RollMarks(
        database.table("rolled_day"), database.dialect(), "now() - interval '10 minutes'");
  }

  /** Of the files of days. */
  static RollMarks inDayFiles(HistorySource database) {
    return new RollMarks("rolled_day", database.dialect(), "unixepoch() * 1000 - 600000");
  }

  String table() {
    return table;
  }

  /** Returns whether it may begin: the day is not rolled up, and nobody else is at it. */
  boolean begin(Connection connection, long day, UUID attempt) throws SQLException {
    String sql =
        ("insert into %1$s as mark (day, attempt, noted_at) values (?, ?, %2$s)"
                + " on conflict (day) do update"
                + " set attempt = excluded.attempt, noted_at = excluded.noted_at"
                + " where mark.rolled_at is null and mark.noted_at < %3$s")
            .formatted(table, dialect.now(), longAgo);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, day);
      dialect.setId(statement, 2, attempt);
      return statement.executeUpdate() == 1;
    }
  }

  /** Notes that an attempt goes on; returns whether it may. Nobody ends it before the commit. */
  boolean goOn(Connection connection, long day, UUID attempt) throws SQLException {
    return note(connection, "noted_at", day, attempt);
  }

  /** The day is rolled up, unless the attempt was ended; returns which. */
  boolean finish(Connection connection, long day, UUID attempt) throws SQLException {
    return note(connection, "rolled_at", day, attempt);
  }

  private boolean note(Connection connection, String column, long day, UUID attempt)
      throws SQLException {
    String sql =
        "update %s set %s = %s where day = ? and attempt = ? and rolled_at is null"
            .formatted(table, column, dialect.now());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, day);
      dialect.setId(statement, 2, attempt);
      return statement.executeUpdate() == 1;
    }
  }

  /** Gives an attempt up, so that another one may begin at once. */
  boolean giveUp(Connection connection, long day, UUID attempt) throws SQLException {
    String sql =
        "delete from %s where day = ? and attempt = ? and rolled_at is null".formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, day);
      dialect.setId(statement, 2, attempt);
      return statement.executeUpdate() == 1;
    }
  }

  /** Takes the mark of a day away, and ends its attempt: the transaction adds samples. */
  void takeAway(Connection connection, long day) throws SQLException {
    String sql = "delete from %s where day = ?".formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, day);
      statement.executeUpdate();
    }
  }

  /** The days that are rolled up, from one up to but not including another. */
  Set<Long> rolled(Connection connection, long from, long to) throws SQLException {
    String sql =
        "select day from %s where day >= ? and day < ? and rolled_at is not null".formatted(table);
    Set<Long> days = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, from);
      setDay(statement, 2, to);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          days.add(day(rows));
        }
      }
    }
    return days;
  }

  private void setDay(PreparedStatement statement, int index, long day) throws SQLException {
    dialect.setTime(statement, index, SampleTimes.start(SampleTimes.firstHour(day)));
  }

  private long day(ResultSet rows) throws SQLException {
    return SampleTimes.day(SampleTimes.hour(dialect.time(rows, 1)));
  }
}
