package io.ispmonitor.benchmarks.store;

import io.ispmonitor.jdbc.JdbcStorage;

/** The one place where storage is asked to compact what it holds. */
final class Compaction {
  private Compaction() {}

  /**
   * Compacts all that it can.
   *
   * @return whether it was compacted
   */
  static boolean of(JdbcStorage storage) {
    storage.upkeep();
    return true;
  }
}
