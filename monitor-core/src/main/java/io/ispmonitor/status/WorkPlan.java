package io.ispmonitor.status;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.maintenance.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When maintenance of some devices was in force, as the windows and the inventory are today. What
 * is common to the devices of a window is kept once.
 */
final class WorkPlan {
  private final Map<String, List<List<Work>>> byDevice = new HashMap<>();

  private WorkPlan() {}

  static WorkPlan of(
      Maintenance maintenance, Inventory inventory, Set<String> devices, Window window) {
    List<String> removed =
        devices.stream().filter(device -> inventory.find(device).isEmpty()).toList();
    WorkPlan plan = new WorkPlan();
    for (MaintenanceWindow announced : maintenance.windows()) {
      List<Work> work =
          maintenance.scheduled(announced.id()).map(is -> work(is, window)).orElse(List.of());
      if (!work.isEmpty()) {
        Stream<String> known = inventory.select(announced.devices()).stream();
        Stream<String> gone = removed.stream().filter(id -> ById.means(announced.devices(), id));
        Stream.concat(known.filter(devices::contains), gone)
            .forEach(id -> plan.byDevice.computeIfAbsent(id, any -> new ArrayList<>(1)).add(work));
      }
    }
    return plan;
  }

  /** One that trouble began after the window may reach back into it. */
  private static List<Work> work(ScheduledWindow scheduled, Window window) {
    if (scheduled.window().timing() instanceof Timing.Flexible flexible) {
      return scheduled.between(window.from(), window.now()).stream()
          .map(when -> new Work(flexible.start(), when))
          .toList();
    }
    return scheduled.between(window.from(), window.to()).stream().map(Work::planned).toList();
  }

  /** When a device was in maintenance, in no order. */
  List<Work> of(String device) {
    return byDevice.getOrDefault(device, List.of()).stream().flatMap(List::stream).toList();
  }
}
