package io.ispmonitor.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps windows in the heap; nothing survives the process. It holds what it is given: {@link
 * Maintenance} bounds the number.
 */
public final class InMemoryMaintenanceStore implements MaintenanceStore {
  private final Map<String, ScheduledWindow> windows = new TreeMap<>();

  private InMemoryMaintenanceStore() {}

  /** An empty store. */
  public static InMemoryMaintenanceStore create() {
    return new InMemoryMaintenanceStore();
  }

  @Override
  public synchronized void put(ScheduledWindow window) {
    windows.put(window.id(), window);
  }

  @Override
  public synchronized void trigger(String id, Instant at) {
    windows.computeIfPresent(
        id, (same, window) -> isEarlier(at, window.triggeredAt()) ? window.triggered(at) : window);
  }

  @Override
  public synchronized void remove(String id) {
    windows.remove(id);
  }

  @Override
  public synchronized Collection<ScheduledWindow> all() {
    return List.copyOf(windows.values());
  }

  private static boolean isEarlier(Instant at, @Nullable Instant noted) {
    return noted == null || at.isBefore(noted);
  }
}
