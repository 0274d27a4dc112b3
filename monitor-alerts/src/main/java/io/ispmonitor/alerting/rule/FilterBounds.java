package io.ispmonitor.alerting.rule;

import java.util.List;

/** How large a filter of devices may be: what comes from a file is matched by recursion. */
final class FilterBounds {
  static final int DEEPEST = 8;
  private static final int MOST_PARTS = 256;

  private FilterBounds() {}

  static List<DeviceFilter> checked(List<DeviceFilter> parts) {
    List<DeviceFilter> copy = List.copyOf(parts);
    if (copy.isEmpty() || copy.size() > MOST_PARTS) {
      throw new IllegalArgumentException(
          "a filter has 1 to %d parts, not %d".formatted(MOST_PARTS, copy.size()));
    }
    if (depth(copy) > DEEPEST) {
      throw new IllegalArgumentException(
          "filters may be nested %d deep, not %d".formatted(DEEPEST, depth(copy)));
    }
    return copy;
  }

  static int depth(List<DeviceFilter> parts) {
    return 1 + parts.stream().mapToInt(DeviceFilter::depth).max().orElse(0);
  }
}
