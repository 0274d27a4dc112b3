package io.ispmonitor.capacity;

import java.util.Map;
import java.util.OptionalDouble;

/** What a host set; see the builder of {@link CapacityPlanner} for what each means. */
record CapacitySettings(int weeks, int charts, Map<Subject, LimitOf> limits, LimitOf linkCapacity) {
  CapacitySettings {
    limits = Map.copyOf(limits);
  }

  LimitOf limit(Subject subject) {
    return limits.getOrDefault(subject, (device, series) -> OptionalDouble.empty());
  }
}
