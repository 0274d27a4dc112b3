package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When records came, to within some seconds and in little room. Told by the monotonic clock, so
 * that a step of the other one makes nothing wait longer. Any thread.
 */
final class Ages {
  private static final int MOST = 1024;
  private static final long FIRST_STEP_MILLIS = 1_000;

  private final TimeSource time;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long stepMillis = FIRST_STEP_MILLIS;
  private long newestPosition;

  Ages(TimeSource time) {
    this.time = time;
  }

  /**
   * Records up to this position came at this time or, as far as earlier marks do not say, later.
   */
  private record Mark(long last, long atMillis) {}

  /** Records up to this position did not come now. */
  synchronized void beginAfter(long last) {
    newestPosition = last;
  }

  /** Records up to this position came now. */
  synchronized void came(long last) {
    came(last, now());
  }

  /** Records up to this position came in an earlier process, when the wall clock showed this. */
  synchronized void cameAt(long last, long epochMillis) {
    long age = Math.max(0, time.instant().toEpochMilli() - epochMillis);
    came(last, now() - age);
  }

  private long now() {
    return Duration.ofNanos(time.nanoTime()).toMillis();
  }

  private void came(long last, long atMillis) {
    if (last <= newestPosition) {
      return;
    }
    newestPosition = last;
    Mark newest = marks.peekLast();
    if (newest != null && atMillis - newest.atMillis() < stepMillis) {
      marks.removeLast();
      marks.addLast(new Mark(last, newest.atMillis()));
      return;
    }
    marks.addLast(new Mark(last, atMillis));
    if (marks.size() > MOST) {
      thin();
    }
  }

  /** How old the oldest is of those behind a position; zero when there is none. */
  synchronized Duration oldestAfter(long position) {
    while (!marks.isEmpty() && marks.getFirst().last() <= position) {
      marks.removeFirst();
    }
    Mark oldest = marks.peekFirst();
    stepMillis = oldest == null ? FIRST_STEP_MILLIS : stepMillis;
    return oldest == null ? Duration.ZERO : Duration.ofMillis(now() - oldest.atMillis());
  }

  /** Makes one of two each time, with the time of the older one. */
  private void thin() {
    Deque<Mark> all = new ArrayDeque<>(marks);
    marks.clear();
    while (!all.isEmpty()) {
      Mark older = all.removeFirst();
      Mark newer = all.isEmpty() ? older : all.removeFirst();
      marks.addLast(new Mark(newer.last(), older.atMillis()));
    }
    stepMillis *= 2;
  }
}
