package io.ispmonitor.jdbc.internal.spool;

import java.time.Duration;

/** How long the disk takes, and since when it is at something. Written by one thread. */
final class FsyncTimes {
  private static final long IDLE = Long.MIN_VALUE;

  private volatile long lastNanos;
  private volatile long longestNanos;
  private volatile long busySince = IDLE;

  void begins(long now) {
    busySince = now;
  }

  void ends() {
    busySince = IDLE;
  }

  void took(long nanos) {
    lastNanos = nanos;
    longestNanos = Math.max(longestNanos, nanos);
  }

  Duration last() {
    return Duration.ofNanos(lastNanos);
  }

  Duration longest() {
    return Duration.ofNanos(longestNanos);
  }

  Duration busy(long now) {
    long since = busySince;
    return since == IDLE ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - since));
  }
}
