package io.ispmonitor.failover;

import java.time.Instant;

/**
 * Which service is used, and the rules by which that changes. Knows neither threads nor clocks.
 * Guarded by its owner.
 */
final class Position {
  private final FailoverLimits limits;
  private FailoverMode mode;

  /** Read by whoever uses the service. */
  private volatile FailoverTarget target;

  private Instant since;
  private long sinceNanos;
  private boolean wasChecked;
  private long failures;
  private long successes;
  private long switches;

  Position(FailoverLimits limits, FailoverMode mode, Instant at, long now) {
    this.limits = limits;
    this.mode = mode;
    this.target =
        mode == FailoverMode.FORCE_FALLBACK ? FailoverTarget.FALLBACK : FailoverTarget.PRIMARY;
    this.since = at;
    this.sinceNanos = now;
  }

  /** What is to be done after a check. */
  Verdict checked(boolean succeeded, long now) {
    boolean isFirst = !wasChecked;
    wasChecked = true;
    successes = succeeded ? successes + 1 : 0;
    failures = succeeded ? 0 : failures + 1;
    if (mode != FailoverMode.AUTO) {
      return Verdict.STAY;
    }
    if (target == FailoverTarget.FALLBACK) {
      return mayReturn(now) ? Verdict.RETURN : Verdict.STAY;
    }
    boolean isBadStart = isFirst && !succeeded && limits.start() == FailoverStart.FIRST_CHECK;
    return isBadStart || hasToLeave() ? Verdict.LEAVE : Verdict.STAY;
  }

  /** What is to be done when somebody sets the mode. */
  Verdict set(FailoverMode to) {
    mode = to;
    return switch (to) {
      case AUTO -> target == FailoverTarget.PRIMARY && hasToLeave() ? Verdict.LEAVE : Verdict.STAY;
      case FORCE_PRIMARY -> target == FailoverTarget.PRIMARY ? Verdict.STAY : Verdict.RETURN;
      case FORCE_FALLBACK -> target == FailoverTarget.FALLBACK ? Verdict.STAY : Verdict.LEAVE;
    };
  }

  /** Why the primary is left, as the beginning of a sentence; empty when nobody counted. */
  String reasonToLeave() {
    return mode == FailoverMode.AUTO && failures > 1
        ? "%d failures in a row, ".formatted(failures)
        : "";
  }

  private boolean hasToLeave() {
    return failures >= limits.failuresToLeave();
  }

  /** Whether the checks allow to use the primary again. */
  boolean mayReturn(long now) {
    return mode == FailoverMode.AUTO
        && target == FailoverTarget.FALLBACK
        && successes >= limits.successesToReturn()
        && hasDwelt(now);
  }

  private boolean hasDwelt(long now) {
    return now - sinceNanos >= limits.dwell().toNanos();
  }

  /** The other service is used from now on. */
  void switchTo(FailoverTarget other, Instant at, long now) {
    target = other;
    since = at;
    sinceNanos = now;
    switches++;
  }

  /** What follows from how it stands, in words. */
  String outlook(long now) {
    if (mode != FailoverMode.AUTO) {
      return "mode %s keeps the %s in use".formatted(mode, word(target));
    }
    if (target == FailoverTarget.PRIMARY) {
      return failures == 0
          ? "the primary stays in use"
          : "%d of %d failures in a row, the primary stays in use"
              .formatted(failures, limits.failuresToLeave());
    }
    if (successes == 0) {
      return "the fallback stays in use";
    }
    if (successes < limits.successesToReturn()) {
      return "%d of %d successes in a row, the fallback stays in use"
          .formatted(successes, limits.successesToReturn());
    }
    return hasDwelt(now)
        ? "%d successes in a row, the primary may be used again".formatted(successes)
        : "%d successes in a row, but the fallback stays in use for at least %s"
            .formatted(successes, Words.of(limits.dwell()));
  }

  static String word(FailoverTarget target) {
    return target == FailoverTarget.PRIMARY ? "primary" : "fallback";
  }

  FailoverMode mode() {
    return mode;
  }

  FailoverTarget target() {
    return target;
  }

  Instant since() {
    return since;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  long failuresInARow() {
    return failures;
  }

  long successesInARow() {
    return successes;
  }

  long switches() {
    return switches;
  }

  /** What is to be done. */
  enum Verdict {
    STAY,
    LEAVE,
    RETURN
  }
}
