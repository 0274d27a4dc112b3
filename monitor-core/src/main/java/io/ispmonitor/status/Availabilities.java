package io.ispmonitor.status;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Occurrence;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the state log and the maintenance windows, and reckons. */
final class Availabilities {
  private static final Comparator<Availability> WORST_FIRST =
      Comparator.comparingDouble((Availability is) -> is.experienced().orElse(2))
          .thenComparing(Availability::of);

  private final Inventory inventory;
  private final Maintenance maintenance;
  private final StateLog log;

  Availabilities(Inventory inventory, Maintenance maintenance, StateLog log) {
    this.inventory = inventory;
    this.maintenance = maintenance;
    this.log = log;
  }

  /** How each of some devices stood. */
  Map<String, List<StateSpan>> spans(Set<String> devices, Instant from, Instant to) {
    Map<String, List<StateChange>> history = log.history(devices, from, to);
    Map<String, List<Occurrence>> work = work(devices, from, to);
    Map<String, List<StateSpan>> spans = new TreeMap<>();
    for (String device : devices) {
      spans.put(
          device,
          Timeline.of(
              device,
              history.getOrDefault(device, List.of()),
              work.getOrDefault(device, List.of()),
              from,
              to));
    }
    return spans;
  }

  SiteAvailability of(Selection selection, Instant from, Instant to) {
    return of(selection.toString(), inventory.select(selection), from, to);
  }

  /**
   * Of several devices.
   *
   * @param name what they have in common
   */
  SiteAvailability of(String name, Set<String> ids, Instant from, Instant to) {
    List<Availability> devices = new ArrayList<>();
    Map<String, Duration> causes = new HashMap<>();
    spans(ids, from, to)
        .forEach(
            (device, spans) -> {
              devices.add(Availability.of(device, from, to, spans));
              spans.forEach(span -> charge(span, causes));
            });
    devices.sort(WORST_FIRST);
    Availability total = Availability.sum(name, from, to, devices);
    return new SiteAvailability(total, devices, dearestFirst(causes));
  }

  private static void charge(StateSpan span, Map<String, Duration> causes) {
    if (span.kind() == TimeKind.DOWN || span.kind() == TimeKind.UNREACHABLE) {
      String root = span.root();
      causes.merge(root == null ? "" : root, span.length(), Duration::plus);
    }
  }

  private static Map<String, Duration> dearestFirst(Map<String, Duration> causes) {
    Map<String, Duration> sorted = new LinkedHashMap<>();
    causes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Duration>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(is -> sorted.put(is.getKey(), is.getValue()));
    return sorted;
  }

  /** When work was announced for each of some devices, without overlaps. */
  private Map<String, List<Occurrence>> work(Set<String> devices, Instant from, Instant to) {
    Map<String, List<Occurrence>> work = new HashMap<>();
    for (MaintenanceWindow window : maintenance.windows()) {
      ScheduledWindow scheduled = maintenance.scheduled(window.id()).orElse(null);
      List<Occurrence> occurrences = scheduled == null ? List.of() : scheduled.between(from, to);
      if (occurrences.isEmpty()) {
        continue;
      }
      for (String device : inventory.select(window.devices())) {
        if (devices.contains(device)) {
          work.computeIfAbsent(device, any -> new ArrayList<>()).addAll(occurrences);
        }
      }
    }
    work.replaceAll((device, occurrences) -> merged(occurrences));
    return work;
  }

  private static List<Occurrence> merged(List<Occurrence> occurrences) {
    occurrences.sort(Comparator.comparing(Occurrence::start));
    List<Occurrence> merged = new ArrayList<>();
    for (Occurrence next : occurrences) {
      Occurrence last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null || next.start().isAfter(last.end())) {
        merged.add(next);
      } else if (next.end().isAfter(last.end())) {
        merged.set(merged.size() - 1, new Occurrence(last.start(), next.end()));
      }
    }
    return merged;
  }
}
