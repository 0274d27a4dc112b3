package io.ispmonitor.anomaly.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is said of anomalies. Each waits for a while, since what explains it may be seen a
 * moment later. Then it is one of many with one cause, the effect of one of those it depends on, or
 * told by itself. What was explained and outlasts its explanation waits anew. Under the watch's
 * lock.
 */
final class Findings {
  /** What began so long before cannot be the cause. */
  private static final long CAUSE_NANOS = Duration.ofHours(1).toNanos();

  private final long settleNanos;
  private final Bulletin bulletin;
  private final Census census;
  private final Together together;
  private final Deque<Open> waiting = new ArrayDeque<>();
  private final Map<String, Set<Open>> ofDevice = new HashMap<>();
  private final Set<Open> all = new LinkedHashSet<>();

  /** What people were told of before a restart, and is not seen again yet. */
  private final Map<Place, AnomalyPlan> owed = new LinkedHashMap<>();

  Findings(Duration settle, Bulletin bulletin, Census census, Together together) {
    this.settleNanos = settle.toNanos();
    this.bulletin = bulletin;
    this.census = census;
    this.together = together;
  }

  Collection<Open> all() {
    return all;
  }

  void began(WatchedSeries series, Episode episode, long nowNanos) {
    List<Place> places = new ArrayList<>();
    for (String device : census.placesOf(series.key.device())) {
      places.add(new Place(series.plan().name(), episode.side(), device));
    }
    Open open = new Open(series, episode, places);
    series.open = open;
    all.add(open);
    ofDevice.computeIfAbsent(open.device(), any -> new LinkedHashSet<>()).add(open);
    together.add(open);
    await(open, nowNanos);
  }

  /** One of before a restart, which people were told of. */
  void resume(WatchedSeries series, Episode episode, boolean isTold, long nowNanos) {
    began(series, episode, nowNanos);
    Open open = series.open;
    if (open != null && isTold) {
      open.isTold = true;
    }
  }

  /** A group of before a restart, which people were told of. */
  void resume(Place place, AnomalyPlan plan) {
    owed.put(place, plan);
  }

  /** Ends the groups of before a restart that were not seen again. */
  void settleDebts() {
    owed.forEach(bulletin::ended);
    owed.clear();
  }

  /** The groups that people were told of. */
  Set<Place> toldGroups() {
    Set<Place> told = new LinkedHashSet<>(owed.keySet());
    together.groups().forEach(group -> told.add(group.place));
    return told;
  }

  private void await(Open open, long nowNanos) {
    open.waits = true;
    open.dueNanos = nowNanos + settleNanos;
    waiting.add(open);
  }

  void ended(WatchedSeries series, Episode episode, long nowNanos) {
    Open open = series.open;
    if (open == null) {
      return;
    }
    leave(open, nowNanos);
    if (open.isTold) {
      bulletin.ended(open, episode);
    }
  }

  /** A series that is not watched any more. Whoever drops its device ends what was told of it. */
  void forget(WatchedSeries series, long nowNanos) {
    Open open = series.open;
    if (open != null) {
      leave(open, nowNanos);
      if (open.isTold) {
        bulletin.withdrawn(open);
      }
    }
  }

  private void leave(Open open, long nowNanos) {
    open.series.open = null;
    open.waits = false;
    all.remove(open);
    Set<Open> own = ofDevice.getOrDefault(open.device(), Set.of());
    own.remove(open);
    if (own.isEmpty()) {
      ofDevice.remove(open.device());
    }
    together.remove(open);
    Open cause = open.cause;
    if (cause != null) {
      cause.effects.remove(open);
    }
    List<Open> left = new ArrayList<>(open.effects);
    open.effects.clear();
    Group group = open.group;
    if (group != null) {
      group.remove(open);
      if (group.isOver()) {
        left.addAll(together.end(group));
        bulletin.ended(group);
      }
    }
    for (Open one : left) {
      one.cause = null;
      await(one, nowNanos);
    }
  }

  /** Decides what is due. */
  void turn(long nowNanos) {
    for (Open next = waiting.peek();
        next != null && (!next.waits || next.dueNanos - nowNanos <= 0);
        next = waiting.peek()) {
      waiting.remove();
      if (next.waits) {
        next.waits = false;
        decide(next, nowNanos);
      }
    }
  }

  private void decide(Open open, long nowNanos) {
    if (open.isTold || open.isExplained()) {
      return;
    }
    if (open.series.chronic.isMuted()) {
      open.isMuted = true;
      return;
    }
    Open cause = causeOf(open);
    if (cause != null) {
      open.cause = cause;
      cause.effects.add(open);
      return;
    }
    if (together.join(open)) {
      return;
    }
    Group group = together.form(open, nowNanos);
    if (group != null) {
      if (owed.remove(group.place) == null) {
        bulletin.began(group);
      }
      return;
    }
    open.isTold = true;
    bulletin.began(open);
  }

  private @Nullable Open causeOf(Open open) {
    for (int i = 1; i < open.places.size(); i++) {
      for (Open other : ofDevice.getOrDefault(open.places.get(i).device(), Set.of())) {
        if (isCause(other, open)) {
          return other;
        }
      }
    }
    return null;
  }

  private static boolean isCause(Open other, Open of) {
    return !other.episode.isStuck
        && !other.series.chronic.isMuted()
        && of.episode.sinceNanos - other.episode.sinceNanos <= CAUSE_NANOS;
  }
}
