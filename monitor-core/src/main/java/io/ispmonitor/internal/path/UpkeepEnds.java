package io.ispmonitor.internal.path;

import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.Occurrence;
import io.ispmonitor.maintenance.ScheduledWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * When maintenance ended that is found to be over: by the windows, since nobody may have looked at
 * that moment.
 */
final class UpkeepEnds {
  /** One window after the other without a gap: more than that are not followed up. */
  private static final int MOST_IN_A_ROW = 100;

  private final Maintenance maintenance;
  private final Function<Instant, Map<String, List<String>>> inForceAt;
  private final Map<Instant, Map<String, List<String>>> known = new HashMap<>();

  /**
   * For one moment.
   *
   * @param inForceAt the ids of the windows in force at a time, by device
   */
  UpkeepEnds(Maintenance maintenance, Function<Instant, Map<String, List<String>>> inForceAt) {
    this.maintenance = maintenance;
    this.inForceAt = inForceAt;
  }

  /**
   * When the last of a device's windows ended.
   *
   * @param windows those that were in force
   * @param lastSeen when they were
   * @param now when none is; where a window was called off, that is when it ended
   */
  Instant of(String device, List<String> windows, Instant lastSeen, Instant now) {
    Instant at = lastSeen;
    List<String> inForce = windows;
    for (int i = 0; i < MOST_IN_A_ROW && !inForce.isEmpty(); i++) {
      Instant end = endOf(inForce, at, now);
      if (!end.isBefore(now)) {
        return now;
      }
      at = end;
      inForce = known.computeIfAbsent(end, inForceAt).getOrDefault(device, List.of());
    }
    return at;
  }

  private Instant endOf(List<String> windows, Instant at, Instant now) {
    return windows.stream()
        .map(maintenance::scheduled)
        .map(window -> end(window, at).orElse(now))
        .max(Instant::compareTo)
        .orElse(now);
  }

  private static Optional<Instant> end(Optional<ScheduledWindow> window, Instant at) {
    return window.flatMap(is -> is.at(at)).map(Occurrence::end);
  }
}
