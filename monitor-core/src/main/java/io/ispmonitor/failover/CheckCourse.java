package io.ispmonitor.failover;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which check is under way and when the next is due. At most one is under way, one that hangs
 * included. Guarded by its owner.
 */
final class CheckCourse {
  /** A turn that is later than this has slept, and so may have whatever answers the check. */
  private static final long SLEPT_NANOS = Duration.ofSeconds(1).toNanos();

  private final long interval;
  private final long timeout;
  private final long early;
  private long nextNanos;

  /** When a check last began, was over its time or was left out. */
  private long countedNanos;

  private @Nullable HostCall call;
  private long deadlineNanos;
  private boolean isOverdue;
  private boolean isProlonged;
  private volatile @Nullable String report;
  private @Nullable String reportOfCall;

  /** The first check is due now. */
  CheckCourse(FailoverLimits limits, long now) {
    this.interval = limits.interval().toNanos();
    this.timeout = limits.timeout().toNanos();
    this.early = Math.min(limits.earlyCheckAfter().toNanos(), interval);
    this.nextNanos = now;
    this.countedNanos = now;
    this.deadlineNanos = now;
  }

  /** Whether a check is due that is not to wait for the one under way. */
  boolean isDue(long now) {
    return now - nextNanos >= 0 && (call == null || isOverdue);
  }

  /** The check under way; null when there is none. */
  @Nullable HostCall call() {
    return call;
  }

  /** What a caller reported, if that is why the check under way was made. */
  @Nullable String report() {
    return reportOfCall;
  }

  /** A check begins. */
  void begin(HostCall check, long now) {
    call = check;
    isOverdue = false;
    isProlonged = false;
    deadlineNanos = now + timeout;
    goOn(now);
  }

  /** Does not make a check that is due. */
  void leaveOut(long now) {
    goOn(now);
  }

  private void goOn(long now) {
    reportOfCall = report;
    report = null;
    countedNanos = now;
    nextNanos = now + interval;
  }

  /**
   * Ends the time of the check under way if it is over; true once for each. When the machine slept,
   * it gets its time once more.
   */
  boolean tryExpire(long now) {
    if (call == null || isOverdue || now - deadlineNanos < 0) {
      return false;
    }
    if (now - deadlineNanos > SLEPT_NANOS && !isProlonged) {
      isProlonged = true;
      deadlineNanos = now + timeout;
      return false;
    }
    isOverdue = true;
    countedNanos = now;
    nextNanos = Math.max(nextNanos, now + early); // an interrupted one gets time to come back
    return true;
  }

  /** Ends a check that came back. False when its outcome does not count any more. */
  boolean end(HostCall ended) {
    if (call != ended) {
      return false;
    }
    call = null;
    return !isOverdue;
  }

  /** Whether somebody has asked for a check that has not begun yet. Any thread. */
  boolean isAsked() {
    return report != null;
  }

  /**
   * Somebody asks for a check, which is due as soon as the last one is long enough ago. One that
   * hangs is no older than its last failure: otherwise each report would be one more.
   */
  void ask(String why, long now) {
    report = why;
    nextNanos = Math.min(nextNanos, Math.max(now, countedNanos + early));
  }

  /** When there is something to do. */
  long nextTurnNanos() {
    return call == null || isOverdue ? nextNanos : deadlineNanos;
  }
}
