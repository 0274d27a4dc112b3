package io.ispmonitor.benchmarks.store;

import io.ispmonitor.jdbc.JdbcStorage;

/** The one place where storage is asked to compact what it holds. */
final class Compaction {
  private Compaction() {}

  /**
   * Compacts all that it can.
   *
   * @return whether it was compacted; no storage can do so yet
   */
  @SuppressWarnings("UnusedVariable") // until storage.upkeep() is there
  static boolean of(JdbcStorage storage) {
    return false;
  }
}
