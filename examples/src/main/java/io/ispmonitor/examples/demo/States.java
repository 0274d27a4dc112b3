package io.ispmonitor.examples.demo;

import io.ispmonitor.reachability.DeviceState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts of devices by state, in words. */
final class States {
  private States() {}

  /** All states, such as "289 up, 0 degraded, 1 down, 25 unreachable, 0 unknown". */
  static String all(Map<DeviceState, Integer> counts) {
    return words(counts, false);
  }

  /** Only the states that some device is in. */
  static String some(Map<DeviceState, Integer> counts) {
    return words(counts, true);
  }

  private static String words(Map<DeviceState, Integer> counts, boolean onlySome) {
    return Arrays.stream(DeviceState.values())
        .filter(state -> !onlySome || counts.getOrDefault(state, 0) > 0)
        .map(state -> number(counts, state) + " " + state.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String number(Map<DeviceState, Integer> counts, DeviceState state) {
    return String.format(Locale.ROOT, "%,d", counts.getOrDefault(state, 0));
  }
}
