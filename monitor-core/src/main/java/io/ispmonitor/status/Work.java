package io.ispmonitor.status;

import io.ispmonitor.maintenance.Occurrence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time of maintenance.
 *
 * @param armedFrom from when on trouble would have begun it; its start where it does not wait for
 *     trouble
 * @param when when it was in force
 */
record Work(Instant armedFrom, Occurrence when) {

  /** One that was in force from its beginning on. */
  static Work planned(Occurrence when) {
    return new Work(when.start(), when);
  }

  /** Whether trouble began it. */
  boolean isTriggered() {
    return armedFrom.isBefore(when.start());
  }

  /**
   * The same, as it concerns a device that was silent before trouble was noticed, of it or of
   * another device. It is noticed some seconds late; the announced outage belongs to the
   * maintenance from its first unanswered question on.
   *
   * @param silentFrom when that was sent
   * @param judgedAt when it was called an outage
   */
  Work reachingBack(Instant silentFrom, Instant judgedAt) {
    Instant start = when.start();
    Instant noticed = start.truncatedTo(ChronoUnit.MILLIS); // as exact as what stores keep
    boolean isNoticedMeanwhile = silentFrom.isBefore(start) && !noticed.isAfter(judgedAt);
    if (!isNoticedMeanwhile || !isTriggered()) {
      return this;
    }
    Instant earlier = silentFrom.isAfter(armedFrom) ? silentFrom : armedFrom;
    return new Work(armedFrom, new Occurrence(earlier, when.end()));
  }

  /** When any of these was in force: in order and without overlaps. */
  static List<Occurrence> merged(List<Work> work) {
    List<Occurrence> merged = new ArrayList<>();
    work.stream()
        .map(Work::when)
        .sorted(Comparator.comparing(Occurrence::start))
        .forEach(next -> merge(next, merged));
    return merged;
  }

  private static void merge(Occurrence next, List<Occurrence> into) {
    Occurrence last = into.isEmpty() ? null : into.get(into.size() - 1);
    if (last == null || next.start().isAfter(last.end())) {
      into.add(next);
    } else if (next.end().isAfter(last.end())) {
      into.set(into.size() - 1, new Occurrence(last.start(), next.end()));
    }
  }
}
