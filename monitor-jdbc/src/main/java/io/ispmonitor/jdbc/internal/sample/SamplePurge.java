package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Removes samples that are too old: whole hours of PostgreSQL, whole days of SQLite. */
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
    int gone = 0;
    for (String partition :
        database.read(
            "partitions",
            connection -> Partitions.before(connection, database, Partitioned.READING, hour))) {
      gone += database.write("purge", connection -> Partitions.drop(connection, partition));
    }
    int removed;
    do { // a slice at a time, so that nobody waits long for the table
      removed = database.write("purge", connection -> purgeOthers(connection, before));
    } while (removed == AT_ONCE);
    return gone;
  }

  /** The default partition has what no clock should have said. */
  private int purgeOthers(Connection connection, Instant before) throws SQLException {
    String others = database.table(Partitioned.READING.others());
    if (!Partitions.there(connection, database, Partitioned.READING).contains(others)) {
      return 0;
    }
    String sql =
        "delete from %1$s where ctid = any (array(select ctid from %1$s where last_at < ? limit ?))"
            .formatted(others);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      database.dialect().setTime(statement, 1, before);
      statement.setInt(2, AT_ONCE);
      return statement.executeUpdate();
    }
  }
}
