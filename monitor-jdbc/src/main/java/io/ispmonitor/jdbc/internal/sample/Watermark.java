package io.ispmonitor.jdbc.internal.sample;

/**
 * How far all is durable, in positions of the store, out of how far two spools are. It waits for
 * one mark at a time, so it takes no memory however much is under way; the next mark is the newest
 * of the time when the one before was reached. Guarded by the store.
 */
final class Watermark {
  private Mark newest;
  private Mark awaited;
  private long reached;

  Watermark(Mark first) {
    newest = first;
    awaited = first;
    reached = first.position();
  }

  /**
   * All batches up to a position are in the spools.
   *
   * @param position of the store
   * @param polls the last of them in the spool of polls
   * @param pings the last of them in the spool of pings
   */
  record Mark(long position, long polls, long pings) {
    boolean isReached(long pollsDurable, long pingsDurable) {
      return polls <= pollsDurable && pings <= pingsDurable;
    }
  }

  void mark(Mark mark) {
    newest = mark;
  }

  /** Returns the store's position through which all is durable, given the spools'. */
  long advance(long polls, long pings) {
    for (int i = 0; i < 2 && awaited.isReached(polls, pings); i++) {
      reached = awaited.position();
      awaited = newest;
    }
    return reached;
  }
}
