package io.ispmonitor.status;

import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what tells how devices stood over a window. Some of that was logged later: an outage is
 * judged some seconds after its first unanswered question, and a deeper root may be found hours
 * after that. So each device is read on until it answers, step by step, since for most that is
 * soon.
 */
final class History {
  private static final Duration FIRST_STEP = Duration.ofHours(1);
  private static final int LONGER = 4;

  private final StateLog log;

  History(StateLog log) {
    this.log = log;
  }

  /** The last change before the window, where it is known, those within, and what came later. */
  Map<String, List<StateChange>> of(Set<String> devices, Window window) {
    Map<String, List<StateChange>> changes = new HashMap<>();
    add(log.history(devices, window.from(), window.to()), Instant.MIN, changes);
    Set<String> unsettled = new HashSet<>(devices);
    Instant read = window.to();
    Duration step = FIRST_STEP;
    while (read.isBefore(window.now()) && !unsettled.isEmpty()) {
      Duration left = Duration.between(read, window.now());
      Instant until = left.compareTo(step) > 0 ? read.plus(step) : window.now();
      Map<String, List<StateChange>> later = log.history(unsettled, read, until);
      add(later, read, changes);
      unsettled.removeIf(device -> hasAnswered(later.getOrDefault(device, List.of()), window.to()));
      read = until;
      step = step.multipliedBy(LONGER);
    }
    return changes;
  }

  private static void add(
      Map<String, List<StateChange>> read, Instant from, Map<String, List<StateChange>> to) {
    read.forEach(
        (device, changes) ->
            changes.stream()
                .filter(change -> !change.at().isBefore(from)) // not the last one before once more
                .forEach(to.computeIfAbsent(device, any -> new ArrayList<>())::add));
  }

  private static boolean hasAnswered(List<StateChange> changes, Instant since) {
    return changes.stream()
        .anyMatch(change -> change.to().isAnswering() && !change.at().isBefore(since));
  }
}
