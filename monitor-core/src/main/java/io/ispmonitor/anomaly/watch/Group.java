package io.ispmonitor.anomaly.watch;

import java.util.LinkedHashSet;
import java.util.Set;

/** Anomalies with one cause. Under the watch's lock. */
final class Group {
  private static final double NEARLY_ALL = 0.8;

  final AnomalyPlan plan;
  final Place place;
  final long sinceNanos;

  /** How many series are watched there. */
  final int watched;

  private final Set<Open> members = new LinkedHashSet<>();
  private int most;

  Group(AnomalyPlan plan, Place place, long sinceNanos, int watched) {
    this.plan = plan;
    this.place = place;
    this.sinceNanos = sinceNanos;
    this.watched = watched;
  }

  void add(Open member) {
    members.add(member);
    member.group = this;
    most = Math.max(most, members.size());
  }

  void remove(Open member) {
    members.remove(member);
    member.group = null;
  }

  Set<Open> members() {
    return members;
  }

  /** How many there were at most at one time. */
  int most() {
    return most;
  }

  /** Whether it is over for nearly all of them. */
  boolean isOver() {
    return members.size() <= most * (1 - NEARLY_ALL);
  }
}
