package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compaction in PostgreSQL: an hour is one transaction, which drops the partition of its readings.
 * Only for that moment is the table of readings locked; while it cannot be, the hour is put off.
 */
final class PostgresCompaction implements Compaction {
  private static final Logger log = LoggerFactory.getLogger(Compaction.class);
  private static final int ROWS_AT_ONCE = 500;

  private final Database database;
  private final KnownLayouts layouts;
  private final Partitions chunkPartitions;
  private final SeriesNumbers numbers;
  private final ChunkTable chunks;
  private final RollMarks marks;

  PostgresCompaction(Database database, TimeSource time) {
    this.database = database;
    this.layouts = new KnownLayouts(database);
    this.chunkPartitions = new Partitions(Partitioned.CHUNK, time, 0);
    this.numbers = new SeriesNumbers(database);
    this.marks = RollMarks.inPostgres(database);
    this.chunks =
        new ChunkTable(
            database.dialect(),
            database.table("chunk"),
            new PostgresChunkInsert(database.table("chunk")));
  }

  @Override
  public Result compact(Instant endedBy) throws SQLException {
    layouts.forget(); // the database may be another one by now
    chunkPartitions.forget();
    long before = SampleTimes.hour(endedBy);
    HourTally tally = new HourTally();
    for (long hour : database.read("compact", connection -> ended(connection, before))) {
      tally.tryTo(() -> compact(hour));
    }
    return tally.result();
  }

  /** The hours that have readings and have ended, in their order. */
  private List<Long> ended(Connection connection, long before) throws SQLException {
    Partitioned readings = Partitioned.READING;
    Set<String> there = Partitions.there(connection, database, readings);
    List<Long> hours = new ArrayList<>();
    there.forEach(name -> readings.number(database, name).ifPresent(hours::add));
    if (there.contains(database.table(readings.others()))) {
      hours.addAll(othersOf(connection));
    }
    return hours.stream().filter(hour -> hour < before).distinct().sorted().toList();
  }

  private List<Long> othersOf(Connection connection) throws SQLException {
    String sql =
        "select distinct cast(floor(extract(epoch from first_at) / 3600) as bigint) from %s"
            .formatted(database.table(Partitioned.READING.others()));
    List<Long> hours = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        hours.add(rows.getLong(1));
      }
    }
    return hours;
  }

  /** Returns whether it was done. */
  private boolean compact(long hour) throws SQLException {
    chunkPartitions.make(database, Set.of(hour));
    ReadingsOfHour readings = new ReadingsOfHour(database, hour);
    try {
      return database.write("compact", connection -> readings.mayBeDropped(connection))
          && database.write("compact", connection -> compact(connection, hour, readings));
    } catch (ReadingsOfHour.InUseException e) {
      log.info("STORE_COMPACTION_PUT_OFF {}: {}", SampleTimes.start(hour), e.getMessage());
      return false;
    }
  }

  private boolean compact(Connection connection, long hour, ReadingsOfHour readings)
      throws SQLException {
    if (!readings.lock(connection)) {
      return false; // another program is at it
    }
    boolean isJoined = chunks.has(connection, hour);
    HourPacker packer =
        new HourPacker(
            hour,
            batch ->
                chunks.write(connection, hour, batch, numbers.of(connection, batch), isJoined));
    long count = 0;
    try (PreparedStatement statement = readings.select(connection)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          packer.add(rows.getInt(1), layouts.over(connection, rows.getInt(2)), rows.getBytes(3));
          count++;
        }
      }
    }
    packer.finish();
    marks.takeAway(connection, SampleTimes.day(hour));
    readings.remove(connection, count);
    return true;
  }
}
