package io.ispmonitor.leadership.lease;

import io.ispmonitor.leadership.FencingToken;
import org.jspecify.annotations.Nullable;

/** A time for which a lease is held. Any thread may ask; one thread changes it. */
final class Term {
  private final FencingToken token;
  private final @Nullable String predecessor;
  private final long clearNanos;
  private volatile Sure sure;

  /** Until when it is sure, unless the process is stopped before. */
  private record Sure(long untilNanos, long sleeps) {}

  /**
   * A term.
   *
   * @param clearNanos until when nobody knows what the one before told last
   */
  Term(FencingToken token, @Nullable String predecessor, long clearNanos) {
    this.token = token;
    this.predecessor = predecessor;
    this.clearNanos = clearNanos;
    this.sure = new Sure(clearNanos, -1);
  }

  FencingToken token() {
    return token;
  }

  /** The id of the instance that held the lease before; null when none did. */
  @Nullable String predecessor() {
    return predecessor;
  }

  /** The lease was kept, by a call that began when the process had been stopped so often. */
  void extend(long toNanos, long sleeps) {
    sure = new Sure(toNanos, sleeps);
  }

  /**
   * Whether nobody else can hold the lease.
   *
   * @param sleeps how often the process was stopped until now
   */
  boolean isSure(long now, long sleeps) {
    Sure is = sure;
    return is.sleeps() == sleeps && now - is.untilNanos() < 0;
  }

  /** Whether what is told may have been told before. */
  boolean mayRepeat(long now) {
    return now - clearNanos < 0;
  }

  /** How long ago the lease was to run out; negative before. */
  long overNanos(long now) {
    return now - sure.untilNanos();
  }
}
