package io.ispmonitor.jdbc.internal.spool;

import java.util.List;

/**
 * Records to be carried into the database in one transaction, which also stores {@link #last}. Its
 * end lies on disk before it is handed out: until it is done it is this batch that is handed out,
 * also after a crash.
 */
public final class SpoolBatch {
  private final long after;
  private final long last;
  private final List<SpoolRecord> records;
  private final boolean mayBeCarried;

  SpoolBatch(long after, long last, List<SpoolRecord> records, boolean mayBeCarried) {
    this.after = after;
    this.last = last;
    this.records = List.copyOf(records);
    this.mayBeCarried = mayBeCarried;
  }

  /** Everything through this position came with the batches before. */
  public long after() {
    return after;
  }

  /** The position of the first record. */
  public long first() {
    return records.get(0).position();
  }

  /** The position at which it ends; what the database stores. */
  public long last() {
    return last;
  }

  /** The records in their order; at least one. */
  public List<SpoolRecord> records() {
    return records;
  }

  /** Whether an earlier process was handed it too, so that the database may have it already. */
  public boolean mayBeCarried() {
    return mayBeCarried;
  }

  @Override
  public String toString() {
    return "batch of " + records.size() + " records, positions " + first() + " to " + last;
  }
}
