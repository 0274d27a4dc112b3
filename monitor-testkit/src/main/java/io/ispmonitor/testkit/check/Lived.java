package io.ispmonitor.testkit.check;

import java.time.Duration;
import java.time.Instant;

/** The time that was lived through: whatever is skipped counts as half a minute. */
final class Lived {
  private static final Duration MOST = Duration.ofSeconds(30);

  private Instant now = Instant.EPOCH;
  private Instant jumpedAt = Instant.EPOCH;
  private long nanos;

  void pass(Instant to) {
    Duration passed = Duration.between(now, to);
    if (passed.isNegative() || passed.compareTo(MOST) > 0) {
      jumpTo(to);
    } else {
      nanos += passed.toNanos();
      now = to;
    }
  }

  /** What was in between was not lived through. */
  void jumpTo(Instant to) {
    nanos += MOST.toNanos();
    now = to;
    jumpedAt = to;
  }

  /** By the wall clock. */
  Instant now() {
    return now;
  }

  /** In nanoseconds since the beginning. */
  long nanos() {
    return nanos;
  }

  boolean jumpedSince(Instant then) {
    return !jumpedAt.isBefore(then);
  }
}
