package io.ispmonitor.examples.demo;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What lies over the state of a device, in words. */
final class Marks {
  private Marks() {}

  /** Such as "flapping, maintenance antenna-7"; empty for most devices. */
  static String of(DeviceStatus status) {
    return String.join(", ", list(status));
  }

  /** The same, with how many of those right behind it are in which state. */
  static String of(DeviceStatus status, Map<DeviceState, Integer> behind) {
    List<String> all = list(status);
    if (!behind.isEmpty()) {
      all.add(States.some(behind));
    }
    return String.join(", ", all);
  }

  private static List<String> list(DeviceStatus status) {
    List<String> marks = new ArrayList<>();
    if (status.flapping()) {
      marks.add("flapping");
    }
    status.maintenance().forEach(window -> marks.add("maintenance " + window));
    return marks;
  }
}
