package io.ispmonitor.internal.path;

/**
 * When devices are asked by their schedules: each at its own place in the interval, the same after
 * every restart. The schedule loop's.
 */
final class Timetable {
  private final Rules rules;

  /** From where turns are counted: the beginning of the epoch, in monotonic time. */
  private final long anchorNanos;

  Timetable(Rules rules, long anchorNanos) {
    this.rules = rules;
    this.anchorNanos = anchorNanos;
  }

  /** A first turn comes soon, but many together are spread. */
  void planFirst(Asking asking, long now, long spreadNanos) {
    if (spreadNanos < asking.intervalNanos) {
      asking.regularNanos = now + asking.phase(spreadNanos);
    } else {
      planNext(asking, now);
    }
  }

  /** The next turn after now. */
  void planNext(Asking asking, long now) {
    asking.planRegular(now, anchorNanos);
  }

  /** Whether the turn that has come is asked when only every so many are. */
  boolean isAskedAt(Asking asking, int factor) {
    return asking.isAskedAt(factor, anchorNanos);
  }

  /**
   * The next turns of a device that is asked now.
   *
   * @param first whether it was never asked before
   * @param slackNanos how much later than the end of the question that is noticed
   */
  void planAfter(Asking asking, long now, boolean first, long slackNanos) {
    boolean farOff = asking.regularNanos - now > 2 * asking.intervalNanos;
    // A turn that would come while this question is open is taken by it, not missed.
    boolean takesTurn = asking.regularNanos - now <= asking.waitNanos + slackNanos;
    if (takesTurn) {
      asking.takeTurn();
    }
    if (takesTurn || farOff) {
      // A first question comes at any time; the regular turn soon after it would be one too many.
      long gap = first ? asking.intervalNanos / 2 : asking.intervalNanos / 4;
      long taken = takesTurn ? asking.regularNanos : now;
      planNext(asking, Math.max(now + gap, taken));
    }
    if (asking.runner.judgesReachability) {
      followDowntime(asking, now);
    }
  }

  /** While a device is down, the downtime model says when it is asked next. */
  private void followDowntime(Asking asking, long now) {
    long since = asking.watched.downSinceNanos;
    if (since == Watched.NOT_DOWN) {
      return;
    }
    long pace =
        rules.of(asking.watched).downtime().intervalNanosAt(now - since, asking.intervalNanos);
    if (pace < asking.intervalNanos) {
      asking.wantExtra(now + pace, Urgency.LOOK);
    } else if (pace > asking.intervalNanos) {
      planNext(asking, now + pace - asking.intervalNanos);
    }
  }
}
