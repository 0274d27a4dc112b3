package io.ispmonitor.internal.path;

import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The windows that wait for trouble: each begins with the first of its devices. */
final class ArmedWindows {
  private final Maintenance maintenance;
  private Map<String, Waiting> waiting = Map.of();
  private Instant lookedAt = Instant.MIN;

  ArmedWindows(Maintenance maintenance) {
    this.maintenance = maintenance;
  }

  /** From now on these windows wait, each by its id, for trouble of these devices. */
  void await(Map<String, List<Watched>> devices, Instant now) {
    Map<String, Waiting> wanted = new LinkedHashMap<>();
    devices.forEach(
        (id, watched) -> {
          Waiting known = waiting.get(id);
          wanted.put(id, new Waiting(watched, known == null ? now : known.since));
        });
    waiting = wanted;
    lookedAt = now;
  }

  /**
   * Begins those whose trouble has come, also those that have ceased to wait since it came.
   *
   * @return whether there was any
   */
  boolean begin(Instant now) {
    boolean any = false;
    for (Map.Entry<String, Waiting> window : waiting.entrySet()) {
      Optional<Instant> trouble = firstTrouble(window.getValue(), now);
      any |= trouble.isPresent() && maintenance.trigger(window.getKey(), trouble.get());
    }
    lookedAt = now;
    return any;
  }

  private Optional<Instant> firstTrouble(Waiting window, Instant now) {
    return window.devices.stream()
        .filter(ArmedWindows::isInTrouble)
        .map(this::noticedAt)
        .map(at -> at.isBefore(window.since) ? window.since : at) // it was there before
        .map(at -> at.isAfter(now) ? now : at) // the clock was set back
        .min(Instant::compareTo);
  }

  /** What is merely cut off is the trouble of another device; what is remembered may be over. */
  private static boolean isInTrouble(Watched watched) {
    return watched.isKnownAfresh() && (isPoor(watched) || watched.flapping);
  }

  private static boolean isPoor(Watched watched) {
    DeviceState state = watched.verdict.state();
    return state == DeviceState.DOWN || state == DeviceState.DEGRADED;
  }

  /** When flapping begins is not kept: not before we looked last. */
  private Instant noticedAt(Watched watched) {
    return isPoor(watched) ? EpochNanos.toInstant(watched.verdict.sinceEpochNanos()) : lookedAt;
  }

  private record Waiting(List<Watched> devices, Instant since) {}
}
