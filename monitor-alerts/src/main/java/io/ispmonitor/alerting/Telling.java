package io.ispmonitor.alerting;

import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers alerts by route, and has channels tell what they have not told yet. The stages are asked
 * before an alert is gathered, and again before it is told. The desk's thread.
 */
final class Telling {
  private final Stages stages;
  private final Routes routes;
  private final Book book;
  private final Diary diary;
  private final Writer writer;
  private final Ends ends;
  private final TimeSource time;
  private final TimerWheel<TimerWheel.Timer> wheel;
  private final Recent recent;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  Telling(
      Stages stages,
      Routes routes,
      Book book,
      Diary diary,
      Writer writer,
      Ends ends,
      TimeSource time,
      TimerWheel<TimerWheel.Timer> wheel,
      Recent recent) {
    this.stages = stages;
    this.routes = routes;
    this.book = book;
    this.diary = diary;
    this.writer = writer;
    this.ends = ends;
    this.time = time;
    this.wheel = wheel;
    this.recent = recent;
  }

  /** Looks at an open alert: may it be told, and is there anybody who does not know? */
  void consider(Case one) {
    if (stages.pass(one)) {
      place(one);
    } else {
      leave(one);
    }
  }

  private void leave(Case one) {
    for (Group group : one.groups) {
      group.members.remove(one);
      group.fresh.remove(one);
      dropEmpty(group);
    }
    one.groups = List.of();
  }

  private void place(Case one) {
    List<Route> wanting = routes.of(one.alert);
    if (wanting.isEmpty()) {
      diary.note(
          one, Decision.SUPPRESSED, "routing", "no route wants it", "a route is made that does");
    }
    for (Route route : wanting) {
      Group group = group(route, one);
      if (group.members.add(one)) {
        one.joined(group);
      }
      boolean isNews = route.channels().stream().anyMatch(is -> one.needs(is, time.nanoTime()));
      if (isNews && group.fresh.add(one)) {
        gather(one, group);
      }
    }
  }

  private void gather(Case one, Group group) {
    boolean isUrgent =
        one.isRoot() || one.isTold(); // who was told is told at once that it is worse
    Duration wait = group.hasSpoken ? group.route.groupInterval() : group.route.groupWait();
    due(group, time.nanoTime() + (isUrgent ? 0 : Nanos.of(wait)));
    if (!isUrgent && !wait.isZero()) {
      diary.note(
          one,
          Decision.HELD,
          "grouping",
          group.whyItWaits,
          group.hasSpoken ? group.untilLater : group.untilFirst);
    }
  }

  private Group group(Route route, Case one) {
    StringBuilder name = new StringBuilder(route.name());
    if (one.isRoot()) {
      name.append('\n').append(one.incident());
    } else {
      route.groupBy().forEach(label -> name.append('\n').append(Match.labelOf(one.alert, label)));
    }
    return groups.computeIfAbsent(name.toString(), any -> new Group(route, name.toString()));
  }

  private void due(Group group, long nanos) {
    if (nanos < group.dueNanos) {
      group.dueNanos = nanos;
      wheel.schedule(group, nanos);
    }
  }

  /** An alert has ended, and is out of the book; whoever was told of it is told. */
  void ended(Case one) {
    wheel.cancel(one);
    List<Group> left = List.copyOf(one.groups);
    for (Group group : left) {
      if (group.fresh.contains(one) && !one.isTold()) {
        diary.note(
            one, Decision.SUPPRESSED, "grouping", "it ended before it was told", "it begins again");
      }
    }
    leave(one);
    if (!ends.take(one)) {
      return;
    }
    if (left.isEmpty()) {
      ends.tell(List.of(one));
    } else {
      Group group = groups.computeIfAbsent(left.get(0).name, any -> left.get(0));
      group.ended.add(one);
      long wait = one.isRoot() ? 0 : Nanos.of(group.route.groupWait());
      due(group, time.nanoTime() + wait);
    }
  }

  /** A group's time has come. */
  void flush(Group group, long now) {
    group.dueNanos = Long.MAX_VALUE;
    List<Case> ended = List.copyOf(group.ended);
    group.ended.clear();
    ends.tell(ended);
    Instant at = time.instant();
    TimeTable onDuty = group.route.onDuty();
    if (onDuty != null && !group.fresh.isEmpty() && !onDuty.isOpen(at)) {
      waitForDuty(group, onDuty.nextOpen(at), at);
    } else {
      tell(group, ready(group, now));
    }
    dropEmpty(group);
  }

  private void waitForDuty(Group group, Instant opens, Instant at) {
    group.fresh.forEach(
        one ->
            diary.note(
                one,
                Decision.HELD,
                "routing",
                "nobody is on duty on the route " + group.route.name(),
                "at " + opens));
    due(group, time.nanoTime() + Nanos.of(Duration.between(at, opens)));
  }

  /** What is to be told now; things may have changed while it waited. */
  private List<Case> ready(Group group, long now) {
    List<Case> ready = new ArrayList<>();
    for (Case one : List.copyOf(group.fresh)) {
      long free = freeNanos(one, group.route, now);
      if (free - now > 0) {
        diary.note(
            one,
            Decision.HELD,
            "deduplication",
            "the same was told within a minute",
            "it is still so after the minute");
        due(group, free);
      } else if (stages.pass(one)) {
        group.fresh.remove(one);
        ready.add(one);
      } else {
        leave(one); // until it may be told after all
      }
    }
    return ready;
  }

  /** A graver one is not the same. */
  private long freeNanos(Case one, Route route, long now) {
    return one.isTold()
        ? now
        : route.channels().stream()
            .mapToLong(channel -> recent.freeNanos(one.alert.key(), channel, now))
            .max()
            .orElse(now);
  }

  private void tell(Group group, List<Case> cases) {
    long now = time.nanoTime();
    cases.sort((a, b) -> b.alert.severity().compareTo(a.alert.severity()));
    boolean wasTold = group.hasSpoken;
    for (String channel : group.route.channels()) {
      List<Case> needed = cases.stream().filter(one -> one.needs(channel, now)).toList();
      if (!needed.isEmpty()) {
        group.hasSpoken = true;
        boolean isNews = needed.stream().allMatch(one -> isNews(one, channel, wasTold));
        writer.send(
            isNews ? Notice.Kind.UPDATE : Notice.Kind.PROBLEM,
            channel,
            needed.get(0).incident(),
            needed);
      }
    }
    for (Case one : cases) {
      if (one.isOnce() && one.groups.stream().noneMatch(is -> is.fresh.contains(one))) {
        book.close(one, one.alert.change().resolved(time.instant(), "told once").build());
        leave(one);
      }
    }
  }

  /** Whether it is news of an incident that the channel has told of. */
  private static boolean isNews(Case one, String channel, boolean wasTold) {
    return one.isRoot() && !one.isTold() && (wasTold || one.heardBy.contains(channel));
  }

  private void dropEmpty(Group group) {
    if (group.isEmpty()) {
      wheel.cancel(group);
      group.dueNanos = Long.MAX_VALUE;
      groups.remove(group.name);
    }
  }
}
