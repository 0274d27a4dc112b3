package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Roll-ups in PostgreSQL. Some thousand rows are written with one statement, out of arrays. */
final class PostgresRollups implements RollupTables {
  private static final String CALL = "roll up";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private final Database database;
  private final RollMarks marks;
  private final ChunkRoll chunks;
  private final Partitions finePartitions;
  private final Partitions hourlyPartitions;

  PostgresRollups(Database database, TimeSource time) {
    this.database = database;
    this.marks = RollMarks.inPostgres(database);
    this.chunks = new ChunkRoll(database.dialect(), database.table(Partitioned.CHUNK.table()));
    this.finePartitions = new Partitions(Partitioned.ROLLUP_5MIN, time, 0);
    this.hourlyPartitions = new Partitions(Partitioned.ROLLUP_HOUR, time, 0);
  }

  /** What no clock should have said, and so lies in the default partition, is not rolled up. */
  @Override
  public List<Long> due(long before) throws SQLException {
    return database.read(
        CALL,
        connection -> {
          List<Long> due = new ArrayList<>();
          for (long day : days(connection, before)) {
            if (marks.rolled(connection, day, day + 1).isEmpty()
                && chunks.next(connection, day, Integer.MIN_VALUE).isPresent()
                && !has(connection, Partitioned.READING, day)) {
              due.add(day);
            }
          }
          return due;
        });
  }

  private List<Long> days(Connection connection, long before) throws SQLException {
    List<Long> days = new ArrayList<>();
    for (String name : Partitions.there(connection, database, Partitioned.CHUNK)) {
      Partitioned.CHUNK.number(database, name).ifPresent(days::add);
    }
    return days.stream().filter(day -> day < before).sorted().toList();
  }

  @Override
  public boolean hasRollups(long day) throws SQLException {
    return database.read(CALL, connection -> has(connection, Partitioned.ROLLUP_HOUR, day));
  }

  private boolean has(Connection connection, Partitioned table, long day) throws SQLException {
    String sql =
        "select exists (select 1 from %1$s where %2$s >= ? and %2$s < ?)"
            .formatted(database.table(table.table()), table.column());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, day);
      setDay(statement, 2, day + 1);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  @Override
  public boolean begin(long day, UUID attempt) throws SQLException {
    finePartitions.make(database, Set.of(SampleTimes.firstHour(day)));
    hourlyPartitions.make(database, Set.of(SampleTimes.firstHour(day)));
    try {
      return database.write(
          CALL,
          connection -> {
            lockMarks(connection);
            return marks.begin(connection, day, attempt);
          });
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false; // samples are just added to a day; the next time will do
      }
      throw e;
    }
  }

  /** Waits for those who have taken marks away and not committed: they have not seen ours. */
  private void lockMarks(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '5s'");
      statement.execute("lock table %s in share row exclusive mode".formatted(marks.table()));
    }
  }

  @Override
  public OptionalInt nextSeries(long day, int from) throws SQLException {
    return database.read(CALL, connection -> chunks.next(connection, day, from));
  }

  @Override
  public boolean roll(long day, UUID attempt, int from, long to) throws SQLException {
    return database.write(
        CALL,
        connection -> {
          List<RollupRow> rows = chunks.rows(connection, day, from, to);
          if (!marks.goOn(connection, day, attempt)) {
            return false;
          }
          Integer[] series = rows.stream().map(row -> row.series).toArray(Integer[]::new);
          put(connection, Partitioned.ROLLUP_5MIN, day, series, data(rows, true));
          put(connection, Partitioned.ROLLUP_HOUR, day, series, data(rows, false));
          return true;
        });
  }

  private static byte[][] data(List<RollupRow> rows, boolean isFine) {
    return rows.stream().map(row -> isFine ? row.fine : row.hourly).toArray(byte[][]::new);
  }

  private void put(
      Connection connection, Partitioned table, long day, Integer[] series, byte[][] data)
      throws SQLException {
    String sql =
        ("insert into %s (series_id, day, data)"
                + " select series, ?, data from unnest(?, ?) as rows (series, data)"
                + " on conflict (series_id, day) do update set data = excluded.data")
            .formatted(database.table(table.table()));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDay(statement, 1, day);
      statement.setArray(2, connection.createArrayOf("int4", series));
      statement.setArray(3, connection.createArrayOf("bytea", data));
      statement.executeUpdate();
    }
  }

  @Override
  public boolean finish(long day, UUID attempt) throws SQLException {
    return database.write(CALL, connection -> marks.finish(connection, day, attempt));
  }

  @Override
  public void giveUp(long day, UUID attempt) throws SQLException {
    database.write(CALL, connection -> marks.giveUp(connection, day, attempt));
  }

  @Override
  public int purge(long fineBefore, long hourlyBefore) throws SQLException {
    return purge(Partitioned.ROLLUP_5MIN, fineBefore)
        + purge(Partitioned.ROLLUP_HOUR, hourlyBefore);
  }

  private int purge(Partitioned table, long before) throws SQLException {
    long hour = SampleTimes.firstHour(before);
    return new PartitionPurge(database).purge(table, "day", hour, SampleTimes.start(hour));
  }

  private void setDay(PreparedStatement statement, int index, long day) throws SQLException {
    database.dialect().setTime(statement, index, SampleTimes.start(SampleTimes.firstHour(day)));
  }

  @Override
  public void forget() {
    finePartitions.forget();
    hourlyPartitions.forget();
  }
}
