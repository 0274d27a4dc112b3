package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.DeviceLimit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules keep to for single devices, as it stands at a moment. Immutable. */
final class Limits {
  /** No device is an exception. */
  static final Limits NONE = new Limits(Set.of());

  private final Map<String, Map<String, DeviceLimit>> byDevice = new HashMap<>();

  /** Takes limits that were checked. */
  Limits(Collection<DeviceLimit> limits) {
    for (DeviceLimit limit : limits) {
      byDevice.computeIfAbsent(limit.device(), any -> new HashMap<>()).put(limit.rule(), limit);
    }
  }

  Levels of(Watcher watcher, String device) {
    DeviceLimit limit = find(watcher.rule, device);
    return limit == null ? watcher.own : Levels.of(watcher.rule, limit);
  }

  boolean isOff(Rule rule, String device) {
    DeviceLimit limit = find(rule, device);
    return limit != null && limit.isOff();
  }

  private @Nullable DeviceLimit find(Rule rule, String device) {
    Map<String, DeviceLimit> ofDevice = byDevice.get(device);
    return ofDevice == null ? null : ofDevice.get(rule.id());
  }

  /** The devices for which these and others may differ. */
  Set<String> devices(Limits others) {
    Set<String> devices = new HashSet<>(byDevice.keySet());
    devices.addAll(others.byDevice.keySet());
    devices.removeIf(id -> Objects.equals(byDevice.get(id), others.byDevice.get(id)));
    return devices;
  }
}
