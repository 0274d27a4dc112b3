package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The questions out of turn that the rules of reachability want. */
final class FollowUps {
  /** When a device returns, those behind it are asked within this time. */
  private static final long CHILDREN_WITHIN = Duration.ofSeconds(60).toNanos();

  /** ... but no faster than one in this time. */
  private static final long CHILDREN_EVERY = Duration.ofMillis(20).toNanos();

  /** A wish that was not fulfilled within this time is uttered again. */
  private static final long WISH_LASTS = Duration.ofSeconds(2).toNanos();

  private final TimeSource time;
  private final Rules rules;
  private final Predicate<AskRequest> scheduler;

  /** When questions were wanted for the sake of children, the oldest first. */
  private final Map<Asking, Long> wishes = new LinkedHashMap<>();

  FollowUps(TimeSource time, Rules rules, Predicate<AskRequest> scheduler) {
    this.time = time;
    this.rules = rules;
    this.scheduler = scheduler;
  }

  /** Repeats the question that was asked at a time, once the time for that has come. */
  void repeat(Watched watched, long askedNanos) {
    Asking asking = watched.reachability;
    if (asking != null) {
      long at = askedNanos + repeatNanos(watched);
      ask(new AskRequest(asking, at, askedNanos + 1, Urgency.CONFIRM));
    }
  }

  /**
   * Asks all that a device depends on, up to the top, and the witnesses of its uplinks, unless that
   * was done after its first miss.
   */
  void askAncestors(Watched watched) {
    long since = watched.firstMissNanos();
    long now = time.nanoTime();
    for (Watched ancestor : ancestors(watched)) {
      Asking asking = ancestor.reachability;
      if (asking == null || ancestor == watched) {
        continue;
      }
      if (!asking.wasAskedSince(since)) {
        askForChildren(ancestor, asking, since, now);
      } else if (watched.isHeld() && wasVoidSince(ancestor, since)) {
        ask(new AskRequest(asking, now + repeatNanos(ancestor), now, Urgency.OTHERS_WAIT));
      }
    }
  }

  /** One wish is enough for all who wait, since it will be sent after all of them began to. */
  private void askForChildren(Watched ancestor, Asking asking, long since, long now) {
    forgetOldWishes(now);
    Long wished = wishes.get(asking);
    boolean isWished = wished != null && wished - asking.lastAskedNanos > 0;
    if (!isWished
        && scheduler.test(
            new AskRequest(asking, earliest(ancestor, asking, now), since, Urgency.OTHERS_WAIT))) {
      wishes.remove(asking); // so that it is the newest
      wishes.put(asking, now);
    }
  }

  private void forgetOldWishes(long now) {
    Iterator<Long> oldestFirst = wishes.values().iterator();
    while (oldestFirst.hasNext() && now - oldestFirst.next() >= WISH_LASTS) {
      oldestFirst.remove();
    }
  }

  /** Its own misses are confirmed at their pace, also when many wait for it. */
  private long earliest(Watched ancestor, Asking asking, long now) {
    return ancestor.misses == 0
        ? now
        : Math.max(now, asking.lastAskedNanos + repeatNanos(ancestor));
  }

  private long repeatNanos(Watched watched) {
    return rules.of(watched).repeatAfter().toNanos();
  }

  /** Asks a device anew, whatever was asked before. */
  void askSoon(Watched watched) {
    Asking asking = watched.reachability;
    if (asking != null) {
      long now = time.nanoTime();
      ask(new AskRequest(asking, now, now, Urgency.CONFIRM));
    }
  }

  /** An outage begins: from now on the downtime model says how often its root is asked. */
  void askAtPaceOfDowntime(Watched watched) {
    Asking asking = watched.reachability;
    if (asking != null) {
      long now = time.nanoTime();
      long age = now - watched.downSinceNanos;
      long pace = rules.of(watched).downtime().intervalNanosAt(age, asking.intervalNanos);
      if (pace < asking.intervalNanos) {
        ask(new AskRequest(asking, now + pace, now, Urgency.LOOK));
      }
    }
  }

  /** A long outage ended: back to the usual pace, without waiting for the turn of a slow one. */
  void askAtUsualPace(Watched watched) {
    Asking asking = watched.reachability;
    if (asking != null) {
      long now = time.nanoTime();
      ask(new AskRequest(asking, now + asking.intervalNanos, now + 1, Urgency.CONFIRM));
    }
  }

  /**
   * A device is back: what was cut off behind it starts afresh and is asked soon, but spread.
   *
   * @return those that start afresh
   */
  List<Watched> askChildren(Watched watched) {
    List<Watched> afresh = cutOffBehind(watched);
    afresh.forEach(child -> child.misses = 0);
    askSpread(afresh);
    return afresh;
  }

  /** Asks many devices soon, but spread. */
  void askSpread(List<Watched> afresh) {
    long every = Math.min(CHILDREN_EVERY, CHILDREN_WITHIN / Math.max(1, afresh.size()));
    long now = time.nanoTime();
    long at = now;
    for (Watched child : afresh) {
      Asking asking = child.reachability;
      if (asking != null) {
        ask(new AskRequest(asking, at, now, Urgency.CONFIRM));
      }
      at += every;
    }
  }

  /**
   * A wish that is refused is counted by its queue; the next turn of the schedule makes up for it.
   */
  @SuppressWarnings("ReturnValueIgnored")
  private void ask(AskRequest wish) {
    scheduler.test(wish);
  }

  private static List<Watched> cutOffBehind(Watched watched) {
    List<Watched> cutOff = new ArrayList<>();
    Set<Watched> lookedThrough = new LinkedHashSet<>();
    Deque<Watched> open = new ArrayDeque<>(List.of(watched));
    for (Watched next = open.poll(); next != null; next = open.poll()) {
      for (Watched child : next.children) {
        if (!child.isAsked()) {
          if (lookedThrough.add(child)) {
            open.add(child);
          }
        } else if (child.verdict.state() == DeviceState.UNREACHABLE || child.misses > 0) {
          cutOff.add(child);
        }
      }
    }
    return cutOff;
  }

  private static Set<Watched> ancestors(Watched watched) {
    Set<Watched> ancestors = new LinkedHashSet<>();
    Deque<Watched> open = new ArrayDeque<>();
    open.add(watched);
    for (Watched next = open.poll(); next != null; next = open.poll()) {
      for (Watched[] group : next.parents) {
        for (Watched parent : group) {
          if (ancestors.add(parent)) {
            open.add(parent);
          }
        }
      }
    }
    for (UplinkWatch uplink : watched.uplinks) {
      ancestors.addAll(uplink.witnesses());
    }
    return ancestors;
  }

  private static boolean wasVoidSince(Watched ancestor, long nanos) {
    boolean voidSince = ancestor.everVoid && ancestor.lastVoidNanos - nanos >= 0;
    boolean heardSince = ancestor.everHeard() && ancestor.lastHeardNanos - nanos >= 0;
    return voidSince && !heardSince;
  }
}
