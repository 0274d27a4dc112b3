package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Turns the readings of hours that are over into a chunk for each series, in which they take a
 * fraction of the room and are found in few pages. Whoever reads meanwhile sees an hour as it was
 * before or as it is after, and the same samples either way. What comes for an hour later is joined
 * to its chunks the next time. One thread at a time; of several programs one at a time does it.
 */
public sealed interface Compaction permits PostgresCompaction, SqliteCompaction {
  /** Of PostgreSQL. */
  static Compaction inPostgres(Database database, TimeSource time) {
    return new PostgresCompaction(database, time);
  }

  /** Of the files of SQLite. */
  static Compaction inSqlite(Database database, DayFiles files) {
    return new SqliteCompaction(database, files);
  }

  /**
   * Compacts all hours that have ended by a time.
   *
   * @return how many hours were compacted, and how many were not, since somebody was in the way
   * @throws SQLException when an hour was not compacted; the others were, unless several failed
   */
  Result compact(Instant endedBy) throws SQLException;

  /**
   * What was done.
   *
   * @param compacted so many hours
   * @param putOff so many hours were to be compacted and were not; they will be tried again
   */
  record Result(int compacted, int putOff) {}
}
