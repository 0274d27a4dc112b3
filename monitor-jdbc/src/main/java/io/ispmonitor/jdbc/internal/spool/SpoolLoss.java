package io.ispmonitor.jdbc.internal.spool;

/**
 * Records that will not reach the database.
 *
 * @param cause why
 * @param records how many; 0 where nobody can know
 * @param bytes how many on disk; 0 where nobody can know
 * @param where the file, and the offset in it where there is one
 */
public record SpoolLoss(Cause cause, long records, long bytes, String where) {

  /** Why records are lost. */
  public enum Cause {
    /** The disk bound was reached, and the oldest went. */
    DROPPED,
    /** The end of a segment was not written wholly when the process or the machine ended. */
    TORN,
    /** A segment holds something else than was written; the file is kept aside. */
    DAMAGED,
    /** A segment is not where it should be. */
    MISSING
  }

  /** Is told of every loss, on the thread that finds it, after it was counted and logged. */
  @FunctionalInterface
  public interface Listener {
    /** Must not block, and not call the spool. */
    void lost(SpoolLoss loss);
  }
}
