package io.ispmonitor.leadership.lease;

/**
 * For how long a number has been seen to stay the same, by one's own monotonic clock. Looks that
 * are too far apart begin anew: what happened between them, nobody knows. One thread.
 */
final class Stillness {
  private final long longestPause;
  private boolean isBegun;
  private boolean hasMoved;
  private long number;
  private long sinceNanos;
  private long lookedNanos;

  Stillness(long longestPauseNanos) {
    this.longestPause = longestPauseNanos;
  }

  /**
   * Notes what a look showed.
   *
   * @param now when the look was over
   * @return for how long it has been the same
   */
  long look(long seen, long now) {
    boolean isSame = isBegun && seen == number;
    if (!isSame || now - lookedNanos > longestPause) {
      hasMoved |= isBegun && !isSame;
      sinceNanos = now;
    }
    isBegun = true;
    number = seen;
    lookedNanos = now;
    return now - sinceNanos;
  }

  /** Whether it has changed since it was first looked at. */
  boolean hasMoved() {
    return hasMoved;
  }

  /** Begins anew: nobody could look. */
  void interrupt() {
    isBegun = false;
    hasMoved = false;
  }
}
