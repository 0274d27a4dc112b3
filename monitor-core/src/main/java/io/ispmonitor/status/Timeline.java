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
import java.util.Objects;
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

  /** Who was at fault in the end, by outage. */
  private final Map<String, String> roots = new HashMap<>();

  private Timeline(String device, Instant from, Instant to) {
    this.device = device;
    this.from = from;
    this.to = to;
  }

  /**
   * The spans of a window, without a hole.
   *
   * @param changes the last change before the window, where it is known, and those within
   * @param work when maintenance was in force, in order and without overlaps
   */
  static List<StateSpan> of(
      String device, List<StateChange> changes, List<Occurrence> work, Instant from, Instant to) {
    Timeline timeline = new Timeline(device, from, to);
    timeline.before(changes.isEmpty() ? null : changes.get(0));
    changes.forEach(timeline::add);
    return timeline.spans(work);
  }

  /** A state that was entered. */
  private record Mark(
      Instant since, DeviceState state, @Nullable Outage outage, boolean isIsolation) {}

  /** Until the first change that is known of. */
  private void before(@Nullable StateChange first) {
    DeviceState state = first == null ? DeviceState.UNKNOWN : first.from();
    Outage outage = first != null && state.isOutage() ? first.outage() : null;
    marks.add(new Mark(Instant.MIN, state, outage, false));
  }

  private void add(StateChange change) {
    Mark last = marks.get(marks.size() - 1);
    Outage outage = change.outage();
    if (outage != null) {
      roots.put(outage.id(), outage.root());
    }
    Instant since = change.at();
    Instant began = began(change);
    if (began != null && began.isBefore(since) && last.state.isAnswering()) {
      since = began;
    }
    if (since.isBefore(last.since)) {
      since = last.since; // the clock was set back
    }
    boolean isIsolation = change.evidence().basis() == Basis.ISOLATION;
    marks.add(new Mark(since, change.to(), outage, isIsolation));
  }

  /** When the first unanswered question of an outage was sent. */
  private static @Nullable Instant began(StateChange change) {
    if (change.beginsOutage()) {
      Outage outage = change.outage();
      return outage == null ? null : outage.startedAt();
    }
    return change.to().isOutage() ? change.evidence().firstUnansweredAt() : null;
  }

  private List<StateSpan> spans(List<Occurrence> work) {
    List<StateSpan> spans = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Instant end = i + 1 < marks.size() ? marks.get(i + 1).since : to;
      Instant begin = later(mark.since, from);
      split(mark, begin, earlier(end, to), work, spans);
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
    StateSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null && isSame(last, state, kind, root)) {
      spans.set(spans.size() - 1, new StateSpan(last.from(), end, state, kind, root));
    } else {
      spans.add(new StateSpan(begin, end, state, kind, root));
    }
  }

  private static boolean isSame(
      StateSpan span, DeviceState state, TimeKind kind, @Nullable String root) {
    return span.state() == state && span.kind() == kind && Objects.equals(span.root(), root);
  }

  private @Nullable String root(Mark mark) {
    if (!mark.state.isOutage()) {
      return null;
    }
    Outage outage = mark.outage;
    if (outage == null) {
      return mark.state == DeviceState.DOWN ? device : null;
    }
    return roots.getOrDefault(outage.id(), outage.root());
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
