package io.ispmonitor.alerting;

import io.ispmonitor.time.TimerWheel;
import java.util.LinkedHashSet;
import java.util.Set;

/** Alerts that one route tells together. The desk's thread. */
final class Group extends TimerWheel.Timer {
  final Route route;
  final String name;

  /** Alerts that are open. */
  final Set<Case> members = new LinkedHashSet<>();

  /** Those of them that are still to be told. */
  final Set<Case> fresh = new LinkedHashSet<>();

  /** Alerts that were told and have ended, which is still to be told. */
  final Set<Case> ended = new LinkedHashSet<>();

  /** Whether anything was told. */
  boolean hasSpoken;

  /** When the next notice is due, in monotonic time. */
  long dueNanos = Long.MAX_VALUE;

  /** What the ledger says of each alert that waits; the same text for all of them. */
  final String whyItWaits;

  final String untilFirst;
  final String untilLater;

  Group(Route route, String name) {
    this.route = route;
    this.name = name;
    this.whyItWaits = "it waits for others like it, on the route " + route.name();
    this.untilFirst = "by itself, after " + route.groupWait();
    this.untilLater = "by itself, after " + route.groupInterval();
  }

  boolean isEmpty() {
    return members.isEmpty() && fresh.isEmpty() && ended.isEmpty();
  }
}
