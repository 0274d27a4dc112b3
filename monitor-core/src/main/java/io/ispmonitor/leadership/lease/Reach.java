package io.ispmonitor.leadership.lease;

/**
 * Whether the place of leases is known to be out of reach. A process that was stopped, and goes on
 * without knowing what has happened meanwhile, knows nothing before it has asked again: it looks
 * like one that cannot reach anybody, but for its clock. Thread-safe.
 */
final class Reach {
  private final long longestTick;
  private final long longestCall;
  private long tickedNanos;
  private long sleptNanos;
  private boolean isUnderWay;
  private long beganNanos;
  private boolean hasFailed;

  /**
   * Begins to watch.
   *
   * @param longestTick between two ticks, or the process was stopped
   * @param longestCall for how long a call may be under way before it counts as failed
   */
  Reach(long longestTick, long longestCall, long now) {
    this.longestTick = longestTick;
    this.longestCall = longestCall;
    this.tickedNanos = now;
    this.sleptNanos = now - 1;
  }

  /** Says that the process runs. Returns whether it had been stopped. */
  synchronized boolean tick(long now) {
    boolean hasSlept = now - tickedNanos > longestTick;
    if (hasSlept) {
      sleptNanos = now;
      hasFailed = false;
    }
    tickedNanos = now;
    return hasSlept;
  }

  synchronized void begins(long now) {
    tick(now);
    isUnderWay = true;
    beganNanos = now;
  }

  synchronized void succeeded() {
    isUnderWay = false;
    hasFailed = false;
  }

  synchronized void failed(long now) {
    tick(now);
    isUnderWay = false;
    hasFailed |= beganNanos - sleptNanos >= 0;
  }

  /** Whether a call has failed, none has succeeded since, and the process was not stopped since. */
  synchronized boolean isAway(long now) {
    if (now - tickedNanos > longestTick) {
      return false;
    }
    boolean hangs = isUnderWay && beganNanos - sleptNanos >= 0 && now - beganNanos > longestCall;
    return hasFailed || hangs;
  }
}
