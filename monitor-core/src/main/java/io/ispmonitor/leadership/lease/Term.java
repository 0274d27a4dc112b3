package io.ispmonitor.leadership.lease;

import io.ispmonitor.leadership.FencingToken;
import org.jspecify.annotations.Nullable;

/** A time for which a lease is held. Any thread may ask; one thread changes it. */
final class Term {
  private final FencingToken token;
  private final @Nullable String predecessor;
  private final long clearNanos;
  private volatile long endNanos;

  /**
   * A term.
   *
   * @param clearNanos until when nobody knows what the one before told last
   */
  Term(FencingToken token, @Nullable String predecessor, long clearNanos, long endNanos) {
    this.token = token;
    this.predecessor = predecessor;
    this.clearNanos = clearNanos;
    this.endNanos = endNanos;
  }

  FencingToken token() {
    return token;
  }

  /** The id of the instance that held the lease before; null when none did. */
  @Nullable String predecessor() {
    return predecessor;
  }

  /** The lease was kept. */
  void extend(long toNanos) {
    endNanos = toNanos;
  }

  /** Whether nobody else can hold the lease. */
  boolean isSure(long now) {
    return now - endNanos < 0;
  }

  /** Whether what is told may have been told before. */
  boolean mayRepeat(long now) {
    return now - clearNanos < 0;
  }

  /** For how long this is not sure any more; negative while it is. */
  long overNanos(long now) {
    return now - endNanos;
  }
}
