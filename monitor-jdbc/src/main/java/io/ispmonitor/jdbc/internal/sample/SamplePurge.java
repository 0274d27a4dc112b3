package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Removes samples that are too old: in PostgreSQL whole hours that are not compacted and whole days
 * (UTC) that are, in SQLite whole days.
 */
public final class SamplePurge {
  private static final int AT_ONCE = 10_000;

  private final Database database;
  private final @Nullable DayFiles files;

  private SamplePurge(Database database, @Nullable DayFiles files) {
    this.database = database;
    this.files = files;
  }

  /** Of PostgreSQL. */
  public static SamplePurge inPostgres(Database database) {
    return new SamplePurge(database, null);
  }

  /** Of the files of SQLite. */
  public static SamplePurge inSqlite(Database database, DayFiles files) {
    return new SamplePurge(database, files);
  }

  /**
   * Removes what is older; of an hour or day that is cut by the time nothing goes.
   *
   * @return how many partitions or files went
   */
  public int purge(Instant before) throws SQLException {
    long hour = SampleTimes.hour(before);
    DayFiles beside = files;
    if (beside != null) {
      return beside.removeBefore(SampleTimes.day(hour));
    }
    return purge(Partitioned.READING, "last_at", hour, before)
        + purge(Partitioned.CHUNK, "hour", hour, SampleTimes.start(hour - 1));
  }

  /**
   * What is in a table.
   *
   * @param column the time that decides about rows of the default partition
   * @param rowsBefore rows whose time is before this are too old
   */
  private int purge(Partitioned table, String column, long hour, Instant rowsBefore)
      throws SQLException {
    int gone = 0;
    for (String partition :
        database.read(
            "partitions", connection -> Partitions.before(connection, database, table, hour))) {
      gone += database.write("purge", connection -> Partitions.drop(connection, partition));
    }
    int removed;
    do { // a slice at a time, so that nobody waits long for the table
      removed =
          database.write("purge", connection -> purgeOthers(connection, table, column, rowsBefore));
    } while (removed == AT_ONCE);
    return gone;
  }

  /** The default partition has what no clock should have said. */
  private int purgeOthers(Connection connection, Partitioned table, String column, Instant before)
      throws SQLException {
    String others = database.table(table.others());
    if (!Partitions.there(connection, database, table).contains(others)) {
      return 0;
    }
    String sql =
        "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s < ? limit ?))"
            .formatted(others, column);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setTime(statement, 1, before);
      statement.setInt(2, AT_ONCE);
      return statement.executeUpdate();
    }
  }
}
