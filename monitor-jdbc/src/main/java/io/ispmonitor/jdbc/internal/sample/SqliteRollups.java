package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.sql.Transactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Roll-ups in files of a month, made of the files of days. Marks are in the files of days, so that
 * samples come and marks go in one transaction; a day that has no file any more needs none.
 */
final class SqliteRollups implements RollupTables {
  private static final String FINE = Partitioned.ROLLUP_5MIN.table();
  private static final String HOURLY = Partitioned.ROLLUP_HOUR.table();

  private final Database database;
  private final DayFiles days;
  private final MonthFiles months;
  private final RollMarks marks;
  private final ChunkRoll chunks;
  private long finePurged = Long.MIN_VALUE;

  SqliteRollups(Database database, DayFiles days, MonthFiles months) {
    this.database = database;
    this.days = days;
    this.months = months;
    this.marks = RollMarks.inDayFiles(database);
    this.chunks = new ChunkRoll(database.dialect(), "chunk");
  }

  /** A day with samples in the file of all other days is read as they are. */
  @Override
  public List<Long> due(long before) throws SQLException {
    List<Long> due = new ArrayList<>();
    for (long day : days.days()) {
      if (day < before
          && isDue(day)
          && !ask(days.others(), others -> has(others, "reading", "first_at", day))
          && !ask(days.others(), others -> has(others, "chunk", "hour", day))) {
        due.add(day);
      }
    }
    return due;
  }

  private boolean isDue(long day) throws SQLException {
    return ask(
        days.path(day),
        file ->
            chunks.next(file, day, Integer.MIN_VALUE).isPresent()
                && !has(file, "reading", "first_at", day)
                && !(DayFile.hasMarks(file) && !marks.rolled(file, day, day + 1).isEmpty()));
  }

  /** Asks a file, if it is there and made. */
  private static boolean ask(Path file, Transactions.Work<Boolean> question) throws SQLException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Connection connection = DataFile.connect(file)) {
      return DataFile.isMade(connection) && question.on(connection);
    }
  }

  private boolean has(Connection file, String table, String column, long day) throws SQLException {
    String sql =
        "select exists (select 1 from %1$s where %2$s >= ? and %2$s < ?)".formatted(table, column);
    try (PreparedStatement statement = file.prepareStatement(sql)) {
      setDay(statement, 1, day);
      setDay(statement, 2, day + 1);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  @Override
  public boolean hasRollups(long day) throws SQLException {
    return ask(months.path(MonthFiles.month(day)), file -> has(file, HOURLY, "day", day));
  }

  @Override
  public boolean begin(long day, UUID attempt) throws SQLException {
    return write(day, file -> marks.begin(file, day, attempt));
  }

  private boolean write(long day, Transactions.Work<Boolean> work) throws SQLException {
    return days.write(days.path(day), work);
  }

  @Override
  public OptionalInt nextSeries(long day, int from) throws SQLException {
    try (Connection file = DayFile.connect(days.path(day))) {
      return chunks.next(file, day, from);
    }
  }

  /** The day's file is held until the month's file has the rows, so that no mark goes meanwhile. */
  @Override
  public boolean roll(long day, UUID attempt, int from, long to) throws SQLException {
    List<RollupRow> rows;
    try (Connection file = DayFile.connect(days.path(day))) {
      rows = chunks.rows(file, day, from, to);
    }
    return write(
        day,
        file ->
            marks.goOn(file, day, attempt)
                && months.write(MonthFiles.month(day), month -> put(month, day, rows)));
  }

  private boolean put(Connection month, long day, List<RollupRow> rows) throws SQLException {
    String sql = "insert or replace into %s (series_id, day, data) values (?, ?, ?)";
    try (PreparedStatement fine = month.prepareStatement(sql.formatted(FINE));
        PreparedStatement hourly = month.prepareStatement(sql.formatted(HOURLY))) {
      for (RollupRow row : rows) {
        add(fine, row.series, day, row.fine);
        add(hourly, row.series, day, row.hourly);
      }
      fine.executeBatch();
      hourly.executeBatch();
    }
    return true;
  }

  private void add(PreparedStatement statement, int series, long day, byte[] data)
      throws SQLException {
    statement.setInt(1, series);
    setDay(statement, 2, day);
    statement.setBytes(3, data);
    statement.addBatch();
  }

  @Override
  public boolean finish(long day, UUID attempt) throws SQLException {
    return write(day, file -> marks.finish(file, day, attempt));
  }

  @Override
  public void giveUp(long day, UUID attempt) throws SQLException {
    write(day, file -> marks.giveUp(file, day, attempt));
  }

  @Override
  public int purge(long fineBefore, long hourlyBefore) throws SQLException {
    int gone = months.removeBefore(MonthFiles.month(hourlyBefore));
    if (fineBefore > finePurged) {
      for (YearMonth month : months.months()) {
        if (!LocalDate.ofEpochDay(fineBefore).isBefore(month.atDay(1))) {
          months.write(month, file -> purgeFine(file, fineBefore));
        }
      }
      finePurged = fineBefore; // it goes through whole tables, which once a day is enough for
    }
    return gone;
  }

  private int purgeFine(Connection month, long before) throws SQLException {
    String sql = "delete from %s where day < ?".formatted(FINE);
    try (PreparedStatement statement = month.prepareStatement(sql)) {
      setDay(statement, 1, before);
      return statement.executeUpdate();
    }
  }

  private void setDay(PreparedStatement statement, int index, long day) throws SQLException {
    database.dialect().setTime(statement, index, SampleTimes.start(SampleTimes.firstHour(day)));
  }

  @Override
  public void forget() {
    months.forget(); // somebody may have replaced them
    finePurged = Long.MIN_VALUE;
  }
}
