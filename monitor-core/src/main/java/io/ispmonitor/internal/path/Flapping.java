package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;

/**
 * Whether a device keeps changing. Counts what it does itself: a silence that came from the way to
 * it is left out, and one of which that is not known yet waits for its next outcome.
 */
final class Flapping {
  /** It went away and came back. */
  private static final int THERE_AND_BACK = 2;

  private final TimeSource time;
  private final Rules rules;
  private final Notices notices;
  private final ParentCheck parentCheck;

  Flapping(TimeSource time, Rules rules, Notices notices, ParentCheck parentCheck) {
    this.parentCheck = parentCheck;
    this.time = time;
    this.rules = rules;
    this.notices = notices;
  }

  /** An outcome came in; looks first at what waited for it. */
  void heard(Watched watched) {
    if (watched.flapPending) {
      watched.flapPending = false;
      if (way(watched, watched.flapPendingSinceNanos) == Standing.ALIVE) {
        count(watched, THERE_AND_BACK);
      }
    }
  }

  /** It answers again before its silence was confirmed. */
  void returned(Watched watched) {
    Standing way = way(watched, watched.firstMissNanos);
    if (way == Standing.ALIVE) {
      count(watched, THERE_AND_BACK);
    } else if (way == Standing.OPEN) {
      watched.flapPending = true;
      watched.flapPendingSinceNanos = watched.firstMissNanos;
    }
  }

  /** It is about to change its state for the better, by itself. */
  void improves(Watched watched) {
    count(watched, 1);
  }

  /**
   * It is about to change its state for the worse, by itself. Whoever changes it tells people: of
   * the change or, if flapping begins with it, of that alone.
   */
  void worsens(Watched watched) {
    count(watched, 1);
    watched.flapping |= begins(watched);
  }

  /** Flapping never begins with good news. */
  void afterBad(Watched watched) {
    if (begins(watched)) {
      watched.flapping = true;
      notices.reconcile(watched);
    }
  }

  /** It is not asked any more: what it did until now says nothing of what it does later. */
  void forget(Watched watched) {
    watched.flapping = false;
    watched.flapPending = false;
    watched.flaps = 0;
  }

  /** It may have settled. */
  void afterAny(Watched watched) {
    if (!watched.flapping) {
      return;
    }
    FlappingPolicy policy = rules.of(watched).flapping();
    boolean steady = Flaps.share(watched, policy, time.nanoTime()) < policy.stopBelow();
    if (steady || !policy.isOn()) {
      watched.flapping = false;
      notices.reconcile(watched);
    }
  }

  private boolean begins(Watched watched) {
    FlappingPolicy policy = rules.of(watched).flapping();
    if (watched.flapping || watched.flaps == 0 || !policy.isOn()) {
      return false;
    }
    double share = Flaps.share(watched, policy, time.nanoTime());
    return share > policy.startAbove() && Flaps.changes(watched.flaps) >= policy.leastChanges();
  }

  private void count(Watched watched, int changes) {
    Flaps.add(watched, rules.of(watched).flapping(), changes, time.nanoTime());
  }

  private Standing way(Watched watched, long sinceNanos) {
    ReachabilityPolicy policy = rules.of(watched);
    long hold = policy.holdAtMost().toNanos();
    return parentCheck.since(watched, sinceNanos, hold, time.nanoTime()).standing();
  }
}
