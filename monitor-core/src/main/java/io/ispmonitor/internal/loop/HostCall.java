package io.ispmonitor.internal.loop;

import java.time.Duration;
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
  private volatile boolean ended;

  HostCall(HostPart part, String what, Object subject, long sinceNanos, Thread thread) {
    this.part = part;
    this.what = what;
    this.subject = subject;
    this.sinceNanos = sinceNanos;
    this.thread = thread;
  }

  /** The call came back. False when its loop has gone on without it. */
  boolean comeBack() {
    ended = true;
    return state.compareAndSet(UNDER_WAY, BACK);
  }

  /** The loop goes on without it. False when it came back just in time. */
  boolean leaveBehind() {
    return state.compareAndSet(UNDER_WAY, LEFT_BEHIND);
  }

  /** Whether the host's code has come back, however late. */
  boolean hasEnded() {
    return ended;
  }

  /** How long it has been under way, and where it stands, for the health report. */
  String whereabouts(long now) {
    return "for %d s in %s"
        .formatted(Duration.ofNanos(now - sinceNanos).toSeconds(), Stack.place(thread));
  }

  @Override
  public String toString() {
    return what + " " + subject;
  }
}
