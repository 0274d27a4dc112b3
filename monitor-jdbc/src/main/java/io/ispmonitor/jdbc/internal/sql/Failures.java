package io.ispmonitor.jdbc.internal.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What failed of several things that are done one after the other and do not depend on each other,
 * so that one that fails always keeps none of the others from being done. One thread.
 */
public final class Failures {
  /** When so many fail one after the other, it is the database rather than they. */
  private static final int MOST = 3;

  private @Nullable SQLException first;
  private int inARow;

  /** Nothing has failed yet. */
  public Failures() {}

  /** One of the things. */
  @FunctionalInterface
  public interface Step {
    void run() throws SQLException;
  }

  /**
   * Does one of them.
   *
   * @throws SQLException when several in a row have failed; all that failed are in it
   */
  public void tryTo(Step step) throws SQLException {
    try {
      step.run();
      inARow = 0;
    } catch (SQLException e) {
      add(e);
      if (++inARow == MOST) {
        check();
      }
    }
  }

  private void add(SQLException next) {
    SQLException before = first;
    if (before == null) {
      first = next;
    } else if (before != next) {
      before.addSuppressed(next);
    }
  }

  /**
   * Comes in the end.
   *
   * @throws SQLException the first failure, with the others in it
   */
  public void check() throws SQLException {
    SQLException failure = first;
    if (failure != null) {
      throw failure;
    }
  }
}
