package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;
import java.util.HashMap;
import java.util.Map;

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

  /** Those that came back, and of whose silence, since then, it is not known yet whose it was. */
  private final Map<Watched, Long> pending = new HashMap<>();

  Flapping(TimeSource time, Rules rules, Notices notices, ParentCheck parentCheck) {
    this.parentCheck = parentCheck;
    this.time = time;
    this.rules = rules;
    this.notices = notices;
  }

  /** An outcome came in; looks first at what waited for it. */
  void heard(Watched watched) {
    if (!pending.isEmpty()) {
      Long since = pending.remove(watched);
      if (since != null && way(watched, since) == Standing.ALIVE) {
        count(watched, THERE_AND_BACK);
      }
    }
  }

  /** Of a silence that ended, it is not asked any more whose it was. */
  void forgetPending(Watched watched) {
    pending.remove(watched);
  }

  /** It answers again before its silence was confirmed. */
  void returned(Watched watched) {
    Standing way = way(watched, watched.firstMissNanos());
    if (way == Standing.ALIVE) {
      count(watched, THERE_AND_BACK);
    } else if (way == Standing.OPEN) {
      pending.put(watched, watched.firstMissNanos());
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
    watched.flaps = null;
    pending.remove(watched);
  }

  /** It may have settled. */
  void afterAny(Watched watched) {
    Flaps flaps = watched.flaps;
    if (!watched.flapping && flaps == null) {
      return;
    }
    FlappingPolicy policy = rules.of(watched).flapping();
    long now = time.nanoTime();
    boolean steady = flaps == null || flaps.share(policy, now) < policy.stopBelow();
    if (watched.flapping && (steady || !policy.isOn())) {
      watched.flapping = false;
      notices.reconcile(watched);
    }
    if (flaps != null && flaps.isQuiet(policy, now)) {
      watched.flaps = null;
    }
  }

  private boolean begins(Watched watched) {
    FlappingPolicy policy = rules.of(watched).flapping();
    Flaps flaps = watched.flaps;
    if (watched.flapping || flaps == null || !policy.isOn()) {
      return false;
    }
    double share = flaps.share(policy, time.nanoTime());
    return share > policy.startAbove() && flaps.changes() >= policy.leastChanges();
  }

  private void count(Watched watched, int changes) {
    Flaps flaps = watched.flaps;
    if (flaps == null) {
      flaps = new Flaps();
      watched.flaps = flaps;
    }
    flaps.add(rules.of(watched).flapping(), changes, time.nanoTime());
  }

  private Standing way(Watched watched, long sinceNanos) {
    ReachabilityPolicy policy = rules.of(watched);
    long hold = policy.holdAtMost().toNanos();
    return parentCheck.since(watched, sinceNanos, hold, time.nanoTime()).standing();
  }
}
