package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which alerts are told, gathers them by route, and has them told. The stages are asked in
 * their order, and again before anything is told. The desk's thread.
 */
final class Telling {
  private static final long SOON = Duration.ofMillis(500).toNanos();

  private final List<Stage> stages;
  private final List<Route> routes;
  private final Book book;
  private final Diary diary;
  private final Writer writer;
  private final TimeSource time;
  private final TimerWheel<TimerWheel.Timer> wheel;
  private final Recent recent;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  Telling(
      List<Stage> stages,
      List<Route> routes,
      Book book,
      Diary diary,
      Writer writer,
      TimeSource time,
      TimerWheel<TimerWheel.Timer> wheel,
      Recent recent) {
    this.stages = List.copyOf(stages);
    this.routes = List.copyOf(routes);
    this.book = book;
    this.diary = diary;
    this.writer = writer;
    this.time = time;
    this.wheel = wheel;
    this.recent = recent;
  }

  /** Looks at an open alert: may it be told? */
  void consider(Case one) {
    if (isHeld(one)) {
      return;
    }
    if (!one.isPlaced && !one.isTold()) {
      place(one);
    }
  }

  /** Looks at it in a moment, unless it is looked at before. */
  void considerSoon(Case one) {
    wheel.schedule(one, time.nanoTime() + SOON);
  }

  /** Whether a stage keeps it back; writes down which. */
  boolean isHeld(Case one) {
    for (Stage stage : stages) {
      if (stage.judge(one) instanceof Stage.Verdict.Suppress suppress) {
        hold(one, stage.name(), suppress);
        return true;
      }
    }
    if (!one.heldBy.isEmpty()) {
      one.heldBy = "";
      Acknowledgement by = one.alert.acknowledgement();
      book.save(one, one.alert.change().firing().acknowledged(by).build());
    }
    return false;
  }

  private void hold(Case one, String stage, Stage.Verdict.Suppress why) {
    one.heldBy = stage;
    if (one.alert.status() != Alert.Status.SUPPRESSED || !one.alert.reason().equals(why.reason())) {
      book.save(one, one.alert.change().suppressed(why.reason()).build());
    }
    diary.note(one, Decision.SUPPRESSED, stage, why.reason(), why.reopens());
    if (!one.isTold()) {
      leave(one);
    }
  }

  private void leave(Case one) {
    one.groups.forEach(
        group -> {
          group.members.remove(one);
          group.fresh.remove(one);
        });
    one.groups.clear();
    one.isPlaced = false;
  }

  private void place(Case one) {
    one.isPlaced = true;
    List<Route> wanting = routesOf(one.alert);
    if (wanting.isEmpty()) {
      diary.note(
          one, Decision.SUPPRESSED, "routing", "no route wants it", "a route is made that does");
    }
    for (Route route : wanting) {
      Group group = group(route, one);
      group.members.add(one);
      group.fresh.add(one);
      one.groups.add(group);
      schedule(group, one.isRoot());
      if (!one.isRoot() && !route.groupWait().isZero()) {
        diary.note(
            one,
            Decision.HELD,
            "grouping",
            "it waits for others like it, on the route " + route.name(),
            "by itself, after " + (group.hasSpoken ? route.groupInterval() : route.groupWait()));
      }
    }
  }

  /** The routes that want an alert. */
  List<Route> routesOf(Alert alert) {
    List<Route> wanting = new ArrayList<>(1);
    for (Route route : routes) {
      if (route.match().takes(alert)) {
        wanting.add(route);
        if (!route.goesOn()) {
          break;
        }
      }
    }
    return wanting;
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

  private void schedule(Group group, boolean atOnce) {
    Duration wait = group.hasSpoken ? group.route.groupInterval() : group.route.groupWait();
    due(group, time.nanoTime() + (atOnce ? 0 : wait.toNanos()));
  }

  private void due(Group group, long nanos) {
    if (nanos < group.dueNanos) {
      group.dueNanos = nanos;
      wheel.schedule(group, nanos);
    }
  }

  /** It is graver than people know. */
  void becameGraver(Case one) {
    if (one.isTold() && one.heldBy.isEmpty()) {
      one.groups.forEach(
          group -> {
            group.fresh.add(one);
            due(group, time.nanoTime());
          });
    }
  }

  /** An alert has ended, and is out of the book; whoever was told of it is told. */
  void ended(Case one) {
    wheel.cancel(one);
    for (Group group : one.groups) {
      group.members.remove(one);
      if (group.fresh.remove(one)) {
        diary.note(
            one, Decision.SUPPRESSED, "grouping", "it ended before it was told", "it begins again");
      }
    }
    String heir = one.alert.facts().get(Reachability.TAKEN_OVER);
    if (heir != null) {
      diary.note(one, Decision.MERGED, "root cause", one.alert.reason(), "");
      one.spared = toldOf(heir);
    }
    if (listeners(one).isEmpty()) {
      one.groups.forEach(this::dropEmpty);
    } else if (one.groups.isEmpty()) {
      tellEnd(List.of(one));
    } else {
      Group group = one.groups.get(0);
      group.ended.add(one);
      due(group, time.nanoTime() + (one.isRoot() ? 0 : group.route.groupWait().toNanos()));
    }
  }

  /** The channels that have told people of it, or are about to. */
  private static Set<String> listeners(Case one) {
    Set<String> channels = new LinkedHashSet<>();
    one.alert.notified().stream().map(Notified::channel).forEach(channels::add);
    channels.addAll(one.onTheWay);
    channels.removeAll(one.spared);
    return channels;
  }

  /** The channels that tell, or will tell, that a device is out. */
  private Set<String> toldOf(String device) {
    Case heir = book.ofKey(Reachability.key(device));
    if (heir == null) {
      return Set.of();
    }
    Set<String> channels = listeners(heir);
    routesOf(heir.alert).forEach(route -> channels.addAll(route.channels()));
    return channels;
  }

  /** A group's time has come. */
  void flush(Group group, long now) {
    group.dueNanos = Long.MAX_VALUE;
    tellEnd(List.copyOf(group.ended));
    group.ended.clear();
    Instant at = time.instant();
    TimeTable onDuty = group.route.onDuty();
    if (onDuty != null && !group.fresh.isEmpty() && !onDuty.isOpen(at)) {
      waitForDuty(group, onDuty.nextOpen(at), at);
      return;
    }
    List<Case> first = new ArrayList<>();
    List<Case> again = new ArrayList<>();
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
      } else {
        group.fresh.remove(one);
        if (mayBeTold(one)) {
          (one.isTold() ? again : first).add(one);
        } else if (!one.isTold()) {
          leave(one); // until it may be told after all
        }
      }
    }
    boolean isNews = group.hasSpoken && first.stream().allMatch(Case::isRoot);
    tell(group, first, isNews ? Notice.Kind.UPDATE : Notice.Kind.PROBLEM);
    tell(group, again, Notice.Kind.PROBLEM); // it is graver than before
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
    due(group, time.nanoTime() + Duration.between(at, opens).toNanos());
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

  /** Things may have changed while it waited. */
  boolean mayBeTold(Case one) {
    if (!one.alert.isOpen() || isHeld(one)) {
      return false;
    }
    Acknowledgement by = one.alert.acknowledgement();
    if (by != null) {
      diary.note(
          one,
          Decision.SUPPRESSED,
          "acknowledgement",
          by.by() + " takes care of it",
          "the acknowledgement is taken back or runs out");
      return false;
    }
    return true;
  }

  private void tell(Group group, List<Case> cases, Notice.Kind kind) {
    if (cases.isEmpty()) {
      return;
    }
    group.hasSpoken = true;
    cases.sort((a, b) -> b.alert.severity().compareTo(a.alert.severity()));
    String incident = cases.get(0).incident();
    group.route.channels().forEach(channel -> writer.send(kind, channel, incident, cases));
    for (Case one : cases) {
      if (one.isOnce) {
        book.close(one, one.alert.change().resolved(time.instant(), "told once").build());
        group.members.remove(one);
      }
    }
  }

  private void tellEnd(List<Case> cases) {
    Map<String, List<Case>> byChannel = new LinkedHashMap<>();
    for (Case one : cases) {
      listeners(one)
          .forEach(
              channel -> byChannel.computeIfAbsent(channel, any -> new ArrayList<>()).add(one));
    }
    byChannel.forEach(
        (channel, told) ->
            writer.send(Notice.Kind.RECOVERY, channel, told.get(0).incident(), told));
  }

  private void dropEmpty(Group group) {
    if (group.isEmpty() && group.dueNanos == Long.MAX_VALUE) {
      groups.remove(group.name);
    }
  }

  /** Where an alert stands in its route's escalation; null when no route escalates it. */
  @Nullable Route escalating(Alert alert) {
    return routesOf(alert).stream()
        .filter(route -> route.escalation().size() > alert.escalated())
        .findFirst()
        .orElse(null);
  }
}
