package io.ispmonitor.jdbc;

import java.util.List;

/**
 * What a move came to.
 *
 * @param movedRows how many rows this run has moved; none when all were
 * @param compared what was read on both sides
 * @param notCompared what was not, and why, in words
 */
public record MoveReport(long movedRows, List<Compared> compared, List<String> notCompared) {

  /** Copies the lists. */
  public MoveReport {
    compared = List.copyOf(compared);
    notCompared = List.copyOf(notCompared);
  }

  /**
   * What one thing comes to on both sides: a table, or the samples or roll-ups of a day (UTC).
   *
   * @param what is compared
   * @param source what SQLite has: rows, samples, gaps, sums and a digest
   * @param target what PostgreSQL has of it
   */
  public record Compared(String what, String source, String target) {
    /** Whether it is the same. */
    public boolean isEqual() {
      return source.equals(target);
    }
  }

  /** What is not the same. */
  public List<Compared> differences() {
    return compared.stream().filter(is -> !is.isEqual()).toList();
  }
}
