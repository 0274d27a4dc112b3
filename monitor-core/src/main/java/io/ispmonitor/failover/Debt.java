package io.ispmonitor.failover;

import io.ispmonitor.failover.CarryOverRun.Mark;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What may be in the fallback that the primary lacks, and when the rest of it may be carried over
 * while the primary is used. Guarded by its owner.
 */
final class Debt {
  private final FailoverLimits limits;
  private final Position position;
  private final LongSupplier reports;

  /** Everything up to this has been carried over; null for nothing. */
  private @Nullable Mark settled;

  /** Before this the rest is not carried over. */
  private long notBeforeNanos;

  private long reportsAtCheck;
  private long reportsAtSuccess;

  /**
   * Nothing is carried over yet, but an earlier run of the program may have left something.
   *
   * @param reports how many failures callers have reported
   */
  Debt(FailoverLimits limits, Position position, LongSupplier reports, long now) {
    this.limits = limits;
    this.position = position;
    this.reports = reports;
    this.notBeforeNanos = now;
  }

  /** What has happened by now. */
  Mark mark() {
    return new Mark(position.switches(), reports.getAsLong());
  }

  boolean isOwed() {
    return !mark().equals(settled);
  }

  /** A check begins. */
  void checkBegins() {
    reportsAtCheck = reports.getAsLong();
  }

  /** The check that began last has succeeded. */
  void checkSucceeded() {
    reportsAtSuccess = reportsAtCheck;
  }

  /** Whether something is owed from before a check that has shown that the primary works. */
  boolean isPayable() {
    return position.target() == FailoverTarget.PRIMARY
        && position.successesInARow() > 0
        && !isSettledBeforeTheSuccess();
  }

  private boolean isSettledBeforeTheSuccess() {
    Mark upTo = settled;
    return upTo != null
        && upTo.switches() == position.switches()
        && upTo.reports() >= reportsAtSuccess;
  }

  /** Whether somebody has reported a failure since the last check that succeeded began. */
  boolean isDoubted() {
    return reports.getAsLong() != reportsAtSuccess;
  }

  boolean isDue(long now) {
    return now - dueNanos() >= 0;
  }

  /** When the rest is due. After the start there is no call in flight to wait for. */
  long dueNanos() {
    return position.switches() == 0
        ? notBeforeNanos
        : Math.max(notBeforeNanos, position.sinceNanos() + limits.linger().toNanos());
  }

  /** Everything up to this has been carried over. */
  void settle(Mark upTo, long now) {
    settled = upTo;
    notBeforeNanos = now + limits.earlyCheckAfter().toNanos();
  }

  /** It did not work and is tried again an interval later. */
  void postpone(long now) {
    notBeforeNanos = now + limits.interval().toNanos();
  }
}
