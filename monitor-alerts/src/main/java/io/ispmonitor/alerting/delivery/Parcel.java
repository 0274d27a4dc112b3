package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Severity;

/** A notice in its lane. The lane's. */
final class Parcel {
  /** Since when it waits. */
  private final long queuedNanos;

  private OutboxEntry entry;
  private long notBeforeNanos;
  private boolean isGone;
  private long number;

  Parcel(OutboxEntry entry, long queuedNanos) {
    this.entry = entry;
    this.queuedNanos = queuedNanos;
    this.notBeforeNanos = queuedNanos;
  }

  OutboxEntry entry() {
    return entry;
  }

  Notice notice() {
    return entry.notice();
  }

  long queuedNanos() {
    return queuedNanos;
  }

  long notBeforeNanos() {
    return notBeforeNanos;
  }

  boolean isCritical() {
    return notice().severity().isAtLeast(Severity.CRITICAL);
  }

  /** Whether it can be told within a digest: not what somebody waits for at this moment. */
  boolean canBeMerged() {
    return notice().kind() != Notice.Kind.TEST && notice().kind() != Notice.Kind.DIGEST;
  }

  /** It waits no more. */
  void gone() {
    isGone = true;
  }

  boolean isGone() {
    return isGone;
  }

  void is(OutboxEntry now) {
    entry = now;
  }

  /** Its place in the order. */
  long number() {
    return number;
  }

  void number(long place) {
    number = place;
  }

  void notBefore(long nanos) {
    notBeforeNanos = nanos;
  }
}
