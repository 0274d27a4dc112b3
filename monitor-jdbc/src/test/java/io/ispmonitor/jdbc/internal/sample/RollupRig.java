package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.block.SeriesChunkWriter;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.jdbc.internal.sql.Transactions;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.TimeSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Roll-ups with chunks that a test writes itself, as compaction would. */
final class RollupRig implements AutoCloseable {
  static final RollupUpkeep.Kept KEPT =
      new RollupUpkeep.Kept(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(400));

  final ManualTime time;
  final Database database;
  final RollupHistory rollups;
  final RollupTables tables;
  final DayFiles days;
  final MonthFiles months;
  private final boolean isPostgres;
  private final Partitions chunkPartitions;

  RollupRig(DatabaseKind kind, DataSource source, Path directory, Instant now) {
    this.time = ManualTime.startingAt(now);
    this.isPostgres = kind == DatabaseKind.POSTGRESQL;
    Schema.of(kind, TableNames.usual()).upgrade(source);
    CallTimes calls = new CallTimes(TimeSource.system(), Duration.ofSeconds(5));
    this.database = new Database(source, kind, TableNames.usual(), Duration.ofSeconds(20), calls);
    this.days = DayFiles.in(directory, time);
    this.months = MonthFiles.in(directory);
    this.chunkPartitions = new Partitions(Partitioned.CHUNK, time, 0);
    SampleHistory history =
        isPostgres ? SampleHistory.inPostgres(database) : SampleHistory.inSqlite(database, days);
    this.rollups =
        isPostgres
            ? RollupHistory.inPostgres(database, history, KEPT.samples(), time)
            : RollupHistory.inSqlite(database, days, months, history, KEPT.samples(), time);
    this.tables = newTables();
  }

  /** Those of another program. */
  RollupTables newTables() {
    return isPostgres
        ? new PostgresRollups(database, time)
        : new SqliteRollups(database, days, months);
  }

  Roller roller(RollupTables over) {
    return new Roller(over, () -> false, 2);
  }

  RollupUpkeep upkeep(RollupUpkeep.Kept kept) {
    return isPostgres
        ? RollupUpkeep.inPostgres(database, time, kept)
        : RollupUpkeep.inSqlite(database, days, months, kept);
  }

  int turn() throws SQLException {
    return upkeep(KEPT).turn(time.instant());
  }

  static long day(Instant at) {
    return SampleTimes.day(SampleTimes.hour(at));
  }

  /** The number of a series, which is made when it is not there. */
  int series(SeriesKey key) throws SQLException {
    return database.write(
        "series",
        connection -> {
          insert(connection, "device (name) values (?)", StoredName.of(key.device()));
          insert(
              connection,
              "metric (name, unit, resolution, kind) values (?, 'COUNT', 0, 'GAUGE')",
              StoredName.of(key.metric()));
          insert(
              connection,
              "series (device_id, metric_id, instance) select d.id, m.id, ? from monitor_device d,"
                  + " monitor_metric m where d.name = ? and m.name = ?",
              StoredName.of(key.instance()),
              StoredName.of(key.device()),
              StoredName.of(key.metric()));
          return number(
              connection,
              "select s.id from monitor_series s join monitor_device d on d.id = s.device_id"
                  + " join monitor_metric m on m.id = s.metric_id"
                  + " where d.name = ? and m.name = ? and s.instance = ?",
              StoredName.of(key.device()),
              StoredName.of(key.metric()),
              StoredName.of(key.instance()));
        });
  }

  private static void insert(Connection connection, String what, String... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into monitor_" + what + " on conflict do nothing")) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static int number(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Writes samples as chunks of their hours, and takes the marks of their days away. */
  void store(SeriesKey key, double resolution, List<Sample> samples) throws SQLException {
    int series = series(key);
    Map<Instant, SeriesChunkWriter> hours = new TreeMap<>();
    for (Sample sample : samples) {
      hours
          .computeIfAbsent(sample.at().truncatedTo(ChronoUnit.HOURS), hour -> started(resolution))
          .accept(EpochNanos.of(sample.at()), sample.value(), sample.gap());
    }
    for (var hour : hours.entrySet()) {
      chunk(series, hour.getKey(), hour.getValue().finish());
    }
  }

  private static SeriesChunkWriter started(double resolution) {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(resolution);
    return writer;
  }

  /** Writes a chunk. */
  void chunk(int series, Instant at, byte[] data) throws SQLException {
    if (isPostgres) {
      chunkPartitions.make(database, Set.of(SampleTimes.hour(at)));
    }
    inDay(
        day(at),
        connection -> {
          String sql =
              "insert into %s (series_id, hour, data) values (?, ?, ?)".formatted(table("chunk"));
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, series);
            database.dialect().setTime(statement, 2, at);
            statement.setBytes(3, data);
            statement.executeUpdate();
          }
          return unmark(connection, day(at));
        });
  }

  /** A reading that was not compacted yet; nobody can read it. */
  void reading(Instant at) throws SQLException {
    if (isPostgres) {
      new Partitions(Partitioned.READING, time, 0).make(database, Set.of(SampleTimes.hour(at)));
    }
    inDay(
        day(at),
        connection -> {
          String sql =
              ("insert into %s (device_id, layout_id, first_at, last_at, data)"
                      + " values (1, 1, ?, ?, ?)")
                  .formatted(table("reading"));
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            database.dialect().setTime(statement, 1, at);
            database.dialect().setTime(statement, 2, at);
            statement.setBytes(3, new byte[0]);
            return statement.executeUpdate();
          }
        });
  }

  /** What compaction does in the transaction in which it adds samples to a day. */
  int unmark(Connection connection, long day) throws SQLException {
    String sql = "delete from %s where day = ?".formatted(table("rolled_day"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setTime(statement, 1, SampleTimes.start(SampleTimes.firstHour(day)));
      return statement.executeUpdate();
    }
  }

  /** Does something where the chunks of a day are. */
  <T> T inDay(long day, Transactions.Work<T> work) throws SQLException {
    return isPostgres ? database.write("test", work) : days.write(days.path(day), work);
  }

  /** A table that holds a day. */
  String table(String name) {
    return isPostgres ? database.table(name) : name;
  }

  /** Runs statements where the chunks of a day are. */
  void execute(long day, String sql) throws SQLException {
    inDay(
        day,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  /** An attempt that died is taken over after ten minutes. */
  void ageAttempts(long day) throws SQLException {
    String before = isPostgres ? "interval '1 hour'" : "3600000";
    execute(day, "update %s set noted_at = noted_at - %s".formatted(table("rolled_day"), before));
  }

  /** How many days are marked, of those of a month in SQLite. */
  boolean isMarked(long day) throws SQLException {
    RollMarks marks = isPostgres ? RollMarks.inPostgres(database) : RollMarks.inDayFiles(database);
    return inDay(day, connection -> !marks.rolled(connection, day, day + 1).isEmpty());
  }

  /** Samples of a day and all that leads back to it. */
  void dropSamples(Instant before) throws SQLException {
    if (isPostgres) {
      long hour = SampleTimes.hour(before);
      new PartitionPurge(database).purge(Partitioned.CHUNK, "hour", hour, before);
    } else {
      days.removeBefore(day(before));
    }
  }

  @Override
  public void close() {
    days.close();
    months.close();
  }
}
