package io.ispmonitor.status;

import io.ispmonitor.maintenance.Occurrence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time of maintenance.
 *
 * @param when when it was in force
 */
record Work(Occurrence when) {

  /** One that was in force from its beginning on. */
  static Work planned(Occurrence when) {
    return new Work(when);
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
