package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.sql.Failures;
import java.sql.SQLException;

/** Counts hours that are compacted one after the other. One thread. */
final class HourTally {
  private final Failures failures = new Failures();
  private int compacted;
  private int putOff;

  /** Compacts an hour. */
  interface Hour {
    /** Returns whether it was done. */
    boolean compact() throws SQLException;
  }

  /** Goes on with the next hour when one fails, until several in a row have. */
  void tryTo(Hour hour) throws SQLException {
    failures.tryTo(
        () -> {
          if (hour.compact()) {
            compacted++;
          } else {
            putOff++;
          }
        });
  }

  Compaction.Result result() throws SQLException {
    failures.check();
    return new Compaction.Result(compacted, putOff);
  }
}
