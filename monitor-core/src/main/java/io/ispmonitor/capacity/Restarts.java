package io.ispmonitor.capacity;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how often devices restarted. For one report, by one thread. */
final class Restarts {
  static final String UPTIME = "device.uptime";
  private static final int HALF_A_YEAR = 182;
  private static final double HOURS = 24;
  private static final Duration TOGETHER = Duration.ofHours(1);

  private final Days days;
  private final Inventory inventory;

  /** Of devices that others depend on. */
  private final Map<String, List<Instant>> known = new HashMap<>();

  Restarts(Days days, Inventory inventory) {
    this.days = days;
    this.inventory = inventory;
  }

  /** How often a device restarted; empty when nothing is known of its uptime. */
  Optional<RestartHistory> of(Device device) {
    List<Rollup> hours = hours(device.id());
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    Instant recently =
        days.today().minusDays(RestartHistory.RECENT_DAYS).atStartOfDay(days.zone()).toInstant();
    List<Instant> all = remembered(device.id(), hours);
    List<Instant> own = withoutThoseOfParents(device, all);
    long recent = own.stream().filter(at -> !at.isBefore(recently)).count();
    long recentHours = hours.stream().filter(hour -> !hour.begin().isBefore(recently)).count();
    return Optional.of(
        new RestartHistory(
            (int) recent,
            recentHours / HOURS,
            (int) (own.size() - recent),
            (hours.size() - recentHours) / HOURS,
            all.size() - own.size()));
  }

  private List<Rollup> hours(String device) {
    return days.hours(SeriesKey.of(device, UPTIME), HALF_A_YEAR + RestartHistory.RECENT_DAYS);
  }

  private List<Instant> withoutThoseOfParents(Device device, List<Instant> all) {
    List<Instant> parents = new ArrayList<>();
    device.parents().forEach(parent -> parents.addAll(ofParent(parent)));
    return all.stream()
        .filter(
            at ->
                parents.stream()
                    .noneMatch(other -> Duration.between(at, other).abs().compareTo(TOGETHER) <= 0))
        .toList();
  }

  private List<Instant> ofParent(String device) {
    List<Instant> restarts = known.get(device);
    return restarts == null ? remembered(device, hours(device)) : restarts;
  }

  private List<Instant> remembered(String device, List<Rollup> hours) {
    List<Instant> restarts = RestartCount.of(hours);
    boolean isThere = inventory.find(device).isPresent(); // or was removed meanwhile
    if (isThere && !inventory.children(device).isEmpty()) {
      known.put(device, restarts);
    }
    return restarts;
  }
}
