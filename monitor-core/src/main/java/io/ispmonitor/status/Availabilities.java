package io.ispmonitor.status;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the state log and the maintenance windows, and reckons. */
final class Availabilities {
  /** Of so many devices the changes are held at once, however many a report is about. */
  private static final int AT_ONCE = 1_000;

  private static final Comparator<Availability> WORST_FIRST =
      Comparator.comparingDouble((Availability is) -> is.experienced().orElse(2))
          .thenComparing(Availability::of);

  private final Inventory inventory;
  private final Maintenance maintenance;
  private final History history;

  Availabilities(Inventory inventory, Maintenance maintenance, StateLog log) {
    this.inventory = inventory;
    this.maintenance = maintenance;
    this.history = new History(log);
  }

  /** How a device stood. */
  List<StateSpan> spans(String device, Window window) {
    Set<String> alone = Set.of(device);
    List<StateChange> changes = history.of(alone, window).getOrDefault(device, List.of());
    return Timeline.of(device, changes, plan(alone, window).of(device), window.from(), window.to());
  }

  SiteAvailability of(Selection selection, Window window) {
    return of(selection.toString(), inventory.select(selection), window);
  }

  /**
   * Of several devices.
   *
   * @param name what they have in common
   */
  SiteAvailability of(String name, Set<String> ids, Window window) {
    List<Availability> devices = new ArrayList<>();
    Map<String, Duration> causes = new HashMap<>();
    WorkPlan plan = plan(ids, window);
    for (Set<String> some : inParts(ids)) {
      Map<String, List<StateChange>> changes = history.of(some, window);
      for (String device : some) {
        List<StateSpan> spans =
            Timeline.of(
                device,
                changes.getOrDefault(device, List.of()),
                plan.of(device),
                window.from(),
                window.to());
        devices.add(Availability.of(device, window.from(), window.to(), spans));
        spans.forEach(span -> charge(span, causes));
      }
    }
    devices.sort(WORST_FIRST);
    Availability total = Availability.sum(name, window.from(), window.to(), devices);
    return new SiteAvailability(total, devices, dearestFirst(causes));
  }

  private WorkPlan plan(Set<String> devices, Window window) {
    return WorkPlan.of(maintenance, inventory, devices, window);
  }

  private static List<Set<String>> inParts(Set<String> ids) {
    List<String> all = List.copyOf(ids);
    List<Set<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(new HashSet<>(all.subList(from, Math.min(from + AT_ONCE, all.size()))));
    }
    return parts;
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
}
