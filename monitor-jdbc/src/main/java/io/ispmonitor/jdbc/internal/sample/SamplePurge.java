package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Removes samples that are too old: in PostgreSQL whole hours that are not compacted and whole days
 * (UTC) that are, in SQLite whole days.
 */
public final class SamplePurge {
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
    PartitionPurge partitions = new PartitionPurge(database);
    return partitions.purge(Partitioned.READING, "last_at", hour, before)
        + partitions.purge(Partitioned.CHUNK, "hour", hour, SampleTimes.start(hour - 1));
  }
}
