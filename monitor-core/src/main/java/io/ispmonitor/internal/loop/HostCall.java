package io.ispmonitor.internal.loop;

import java.util.concurrent.atomic.AtomicInteger;

/** One call of host code by a loop. Either it comes back, or the watchdog leaves it behind. */
final class HostCall {
  private static final int UNDER_WAY = 0;
  private static final int BACK = 1;
  private static final int LEFT_BEHIND = 2;

  final HostPart part;
  private final String what;
  private final Object subject;
  final long sinceNanos;
  final Thread thread;
  private final AtomicInteger state = new AtomicInteger(UNDER_WAY);

  HostCall(HostPart part, String what, Object subject, long sinceNanos, Thread thread) {
    this.part = part;
    this.what = what;
    this.subject = subject;
    this.sinceNanos = sinceNanos;
    this.thread = thread;
  }

  /** The call came back. False when its loop has gone on without it. */
  boolean comeBack() {
    return state.compareAndSet(UNDER_WAY, BACK);
  }

  /** The loop goes on without it. False when it came back just in time. */
  boolean leaveBehind() {
    return state.compareAndSet(UNDER_WAY, LEFT_BEHIND);
  }

  @Override
  public String toString() {
    return what + " " + subject;
  }
}
