package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compaction in the files of SQLite: some devices at a time, whose rows go in the same transaction.
 * Their series get numbers in the main file before that: two who wait for each other's file would
 * wait in a circle.
 */
final class SqliteCompaction implements Compaction {
  private final Database database;
  private final DayFiles files;
  private final KnownLayouts layouts;
  private final SeriesNumbers numbers;
  private final ChunkTable chunks;
  private final RollMarks marks;

  SqliteCompaction(Database database, DayFiles files) {
    this.database = database;
    this.layouts = new KnownLayouts(database);
    this.files = files;
    this.numbers = new SeriesNumbers(database);
    this.marks = RollMarks.inDayFiles(database);
    this.chunks = new ChunkTable(database.dialect(), "chunk", SqliteCompaction::insert);
  }

  @Override
  public Result compact(Instant endedBy) throws SQLException {
    layouts.forget(); // the file may be another one by now
    List<Path> paths = new ArrayList<>();
    files.days().forEach(day -> paths.add(files.path(day)));
    paths.add(files.others());
    HourTally tally = new HourTally();
    for (Path path : paths) {
      for (long hour : ended(path, SampleTimes.hour(endedBy))) {
        tally.tryTo(() -> compact(path, hour));
      }
    }
    return tally.result();
  }

  /** The hours that have readings and have ended, in their order. */
  private List<Long> ended(Path path, long before) throws SQLException {
    List<Long> hours = new ArrayList<>();
    if (!Files.exists(path)) {
      return hours;
    }
    // a division that rounds down, also before 1970
    String sql =
        "select distinct (first_at - (first_at % ?1 + ?1) % ?1) / ?1 as hour from reading"
            + " where hour < ?2 order by hour";
    try (Connection connection = DayFile.connect(path)) {
      if (DayFile.isMade(connection)) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.setLong(1, SampleTimes.MICROS_AN_HOUR);
          statement.setLong(2, before);
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              hours.add(rows.getLong(1));
            }
          }
        }
      }
    }
    return hours;
  }

  /** Returns true: nobody is in the way. */
  private boolean compact(Path path, long hour) throws SQLException {
    List<Long> taken = new ArrayList<>();
    HourPacker packer =
        new HourPacker(
            hour,
            batch -> {
              write(path, hour, batch, taken);
              taken.clear();
            });
    String sql =
        "select device_id, layout_id, data, rowid from reading where first_at >= ? and first_at < ?"
            + " order by device_id, first_at";
    try (Connection connection = DayFile.connect(path);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setTime(statement, 1, SampleTimes.start(hour));
      database.dialect().setTime(statement, 2, SampleTimes.start(hour + 1));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          packer.add(rows.getInt(1), layouts.apart(rows.getInt(2)), rows.getBytes(3));
          taken.add(rows.getLong(4)); // after the packer has given those of other devices away
        }
      }
    }
    packer.finish();
    return true;
  }

  private void write(Path path, long hour, ChunkBatch batch, List<Long> taken) throws SQLException {
    int[] found = database.write("series", main -> numbers.of(main, batch));
    files.write(
        path,
        connection -> {
          chunks.write(connection, hour, batch, found, true);
          marks.takeAway(connection, SampleTimes.day(hour));
          String sql = "delete from reading where rowid " + database.dialect().isOneOf();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long[] rowIds = taken.stream().mapToLong(Long::longValue).toArray();
            database.dialect().setNumbers(statement, 1, rowIds);
            return statement.executeUpdate();
          }
        });
  }

  private static void insert(Connection connection, List<ChunkTable.Row> rows) throws SQLException {
    String sql = "insert into chunk (series_id, hour, data) values (?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (ChunkTable.Row row : rows) {
        statement.setInt(1, row.series);
        statement.setLong(2, row.atMicros);
        statement.setBytes(3, row.data);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
