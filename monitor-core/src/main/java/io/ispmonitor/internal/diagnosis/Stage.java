package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.Timed;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.Step;
import java.time.Duration;

/**
 * A step of an examination. The loop takes its turns; what comes from elsewhere and what is asked
 * for by others is behind its lock, which is never held while host code is called.
 *
 * @param <T> what it finds
 */
abstract class Stage<T> {
  private final long limitNanos;
  private boolean begun;
  private boolean over;
  private long beganNanos;
  private long endedNanos;

  /** A step that is given up after this time. */
  Stage(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /**
   * Goes on; the loop's alone.
   *
   * @return when to call this again; {@link Step#ON_WAKE} when something has to come first
   */
  final long turn(Loop loop, long now) {
    begin(now);
    if (isOver()) {
      return Step.ON_WAKE;
    }
    long next = work(loop, now);
    if (isComplete() || now - beganNanos >= limitNanos) {
      wrapUp();
      end(now);
      return Step.ON_WAKE;
    }
    return Math.min(next, beganNanos + limitNanos);
  }

  private synchronized void begin(long now) {
    if (!begun) {
      begun = true;
      beganNanos = now;
    }
  }

  private synchronized void end(long now) {
    over = true;
    endedNanos = now;
  }

  /** Whether nothing more is to come of it. */
  final synchronized boolean isOver() {
    return over;
  }

  /** When it began, in monotonic time. */
  final long beganNanos() {
    return beganNanos;
  }

  /** What it has found so far. Any thread. */
  final synchronized Timed<T> finding(long now) {
    long took = begun ? (over ? endedNanos : now) - beganNanos : 0;
    return new Timed<>(found(), Duration.ofNanos(Math.max(0, took)));
  }

  /** Does what is due. Every call of host code may be the last of this thread. */
  abstract long work(Loop loop, long now);

  /** Whether everything has come. */
  abstract boolean isComplete();

  /** What has come so far; called under the lock. */
  abstract T found();

  /** The last thing before it is over, on the loop. */
  void wrapUp() {}
}
