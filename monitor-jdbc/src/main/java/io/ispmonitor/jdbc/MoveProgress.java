package io.ispmonitor.jdbc;

/**
 * How a move goes on.
 *
 * @param stage what it is at
 * @param what is done just now, such as a table or a file
 * @param done how many parts of the stage are done
 * @param of how many there are
 * @param movedRows how many rows this run has moved
 */
public record MoveProgress(Stage stage, String what, int done, int of, long movedRows) {

  /** What a move is at, in this order. */
  public enum Stage {
    /** What waits in the spools of the source is carried into its files. */
    CARRY,
    /** Changes of state, alerts, decisions, notices, limits and windows. */
    EVENTS,
    /** Roll-ups; from now on a monitor may be started on the target. */
    ROLLUPS,
    /** Samples. */
    SAMPLES,
    /** Both sides are read and compared. */
    PROOF
  }

  /**
   * Hears of it, in the thread of the move. What it throws ends the move, which can go on later.
   */
  @FunctionalInterface
  public interface Listener {
    /** It has come this far. */
    void went(MoveProgress progress);
  }
}
