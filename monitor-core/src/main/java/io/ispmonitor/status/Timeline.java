package io.ispmonitor.status;

import io.ispmonitor.maintenance.Occurrence;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out of the changes of a device how it stood over a window. An outage counts from its first
 * unanswered question, and as that of whoever turned out to be at fault in the end.
 */
final class Timeline {
  private final String device;
  private final Instant from;
  private final Instant to;
  private final List<Mark> marks = new ArrayList<>();

  /** Who was at fault in the end. */
  private final Map<Part, String> roots = new HashMap<>();

  /** How often it answered again: what is found out about an outage later is not about it. */
  private int returns;

  private Timeline(String device, Instant from, Instant to) {
    this.device = device;
    this.from = from;
    this.to = to;
  }

  /**
   * The spans of a window, without a hole.
   *
   * @param changes the last change before the window, where it is known, those within, and those
   *     after it that tell more about an outage of which a part lies within
   * @param work when maintenance was in force, in any order
   */
  static List<StateSpan> of(
      String device, List<StateChange> changes, List<Work> work, Instant from, Instant to) {
    Timeline timeline = new Timeline(device, from, to);
    timeline.before(changes.isEmpty() ? null : changes.get(0));
    changes.forEach(timeline::add);
    return timeline.spans(timeline.inForce(work));
  }

  /**
   * A state that was entered.
   *
   * @param since when; for an outage, when the first unanswered question was sent
   * @param judgedAt when that was known
   * @param part which outage; null where there was none
   */
  private record Mark(
      Instant since,
      Instant judgedAt,
      DeviceState state,
      @Nullable Part part,
      boolean isIsolation) {}

  /**
   * What a device went through of an outage.
   *
   * @param returns how often it had answered again before
   */
  private record Part(String outage, int returns) {}

  /** Before the first change nothing is known but what it says of an outage that went on. */
  private void before(@Nullable StateChange first) {
    marks.add(new Mark(Instant.MIN, Instant.MIN, DeviceState.UNKNOWN, null, false));
    Outage outage = first == null ? null : first.outage();
    if (first == null || outage == null || !first.from().isOutage()) {
      return;
    }
    Instant began = earlier(outage.startedAt(), first.at());
    boolean isAnother =
        first.from() == DeviceState.UNREACHABLE && outage.root().equals(device); // own, from now on
    marks.add(new Mark(began, began, first.from(), isAnother ? null : part(outage), false));
  }

  private void add(StateChange change) {
    Instant since = change.at();
    Instant began = began(change);
    if (began != null && began.isBefore(since) && change.from().isAnswering()) {
      since = began;
    }
    since = later(since, marks.get(marks.size() - 1).since); // the clock was set back
    Outage outage = change.outage();
    if (outage == null && change.to() == DeviceState.DOWN) {
      outage = Outage.of(device, since, 0); // a log that does not say
    }
    boolean isIsolation = change.evidence().basis() == Basis.ISOLATION;
    Part part = outage == null ? null : part(outage);
    marks.add(new Mark(since, change.at(), change.to(), part, isIsolation));
    returns += change.to().isAnswering() ? 1 : 0;
  }

  private Part part(Outage outage) {
    Part part = new Part(outage.id(), returns);
    roots.put(part, outage.root());
    return part;
  }

  /** When the first unanswered question of an outage was sent. */
  private static @Nullable Instant began(StateChange change) {
    if (change.beginsOutage()) {
      Outage outage = change.outage();
      return outage == null ? null : outage.startedAt();
    }
    return change.to().isOutage() ? change.evidence().firstUnansweredAt() : null;
  }

  /** When maintenance was in force, with the beginnings of what it was triggered by. */
  private List<Occurrence> inForce(List<Work> work) {
    return Work.merged(work.stream().map(this::reachingBack).toList());
  }

  private Work reachingBack(Work work) {
    if (!work.isTriggered()) {
      return work;
    }
    Work found = work;
    for (Mark mark : marks) {
      if (mark.state.isOutage()) {
        found = found.reachingBack(mark.since, mark.judgedAt);
      }
    }
    return found;
  }

  private List<StateSpan> spans(List<Occurrence> work) {
    List<StateSpan> spans = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Instant end = i + 1 < marks.size() ? marks.get(i + 1).since : to;
      Instant begin = later(mark.since, from);
      if (begin.isBefore(earlier(end, to))) {
        split(mark, begin, earlier(end, to), work, spans);
      }
    }
    return spans;
  }

  /** Cuts what lies in maintenance out of it. */
  private void split(
      Mark mark, Instant begin, Instant end, List<Occurrence> work, List<StateSpan> spans) {
    Instant at = begin;
    for (Occurrence each : work) {
      if (!each.start().isBefore(end)) {
        break;
      }
      if (at.isBefore(each.end())) {
        add(mark, at, later(at, each.start()), false, spans);
        at = later(at, each.start());
        add(mark, at, earlier(each.end(), end), true, spans);
        at = earlier(each.end(), end);
      }
    }
    add(mark, at, end, false, spans);
  }

  private void add(Mark mark, Instant begin, Instant end, boolean isWork, List<StateSpan> spans) {
    if (!begin.isBefore(end)) {
      return;
    }
    String root = root(mark);
    boolean isOthers = root != null && !root.equals(device);
    DeviceState state =
        mark.state == DeviceState.DOWN && isOthers ? DeviceState.UNREACHABLE : mark.state;
    TimeKind kind = isWork ? TimeKind.MAINTENANCE : kind(state, mark.isIsolation);
    Part part = mark.state.isOutage() ? mark.part : null;
    String outage = part == null ? null : part.outage;
    StateSpan next = new StateSpan(begin, end, state, kind, root, outage);
    StateSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null && next.equals(last.movedTo(begin, end))) {
      spans.set(spans.size() - 1, last.movedTo(last.from(), end));
    } else {
      spans.add(next);
    }
  }

  private @Nullable String root(Mark mark) {
    return mark.state.isOutage() && mark.part != null ? roots.get(mark.part) : null;
  }

  private static TimeKind kind(DeviceState state, boolean isIsolation) {
    return switch (state) {
      case UP -> TimeKind.UP;
      case DEGRADED -> TimeKind.DEGRADED;
      case DOWN -> TimeKind.DOWN;
      case UNREACHABLE -> TimeKind.UNREACHABLE;
      case UNKNOWN -> isIsolation ? TimeKind.ISOLATED : TimeKind.UNKNOWN;
    };
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
