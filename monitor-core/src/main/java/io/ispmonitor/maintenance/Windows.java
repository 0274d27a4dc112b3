package io.ispmonitor.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows at hand, and which triggers are not stored yet. It never calls a store, so that
 * nobody who reads or triggers waits for one.
 */
final class Windows {
  private final Map<String, ScheduledWindow> byId = new TreeMap<>();
  private final Map<String, Instant> unstored = new TreeMap<>();
  private long version;

  synchronized @Nullable ScheduledWindow get(String id) {
    return byId.get(id);
  }

  synchronized List<ScheduledWindow> all() {
    return List.copyOf(byId.values());
  }

  synchronized int size() {
    return byId.size();
  }

  synchronized long version() {
    return version;
  }

  synchronized boolean trigger(String id, Instant at) {
    ScheduledWindow window = byId.get(id);
    if (window == null || !window.isArmed(at)) {
      return false;
    }
    byId.put(id, window.triggered(at));
    unstored.put(id, at);
    version++;
    return true;
  }

  /**
   * Makes a change that is stored already. It is worked out anew, since the window may have been
   * triggered while it was being stored.
   */
  synchronized void apply(String id, Change change, @Nullable ScheduledWindow stored) {
    ScheduledWindow now = change.from(byId.get(id));
    Instant trigger = now == null ? null : now.triggeredAt();
    if (now == null) {
      byId.remove(id);
    } else {
      byId.put(id, now);
    }
    if (trigger == null || (stored != null && trigger.equals(stored.triggeredAt()))) {
      unstored.remove(id);
    }
    version++;
  }

  /** Takes over what a store holds, with the triggers that it does not know yet. */
  synchronized void replaceAll(Collection<ScheduledWindow> stored) {
    Map<String, ScheduledWindow> before = new TreeMap<>(byId);
    byId.clear();
    stored.forEach(window -> byId.put(window.id(), window));
    unstored.entrySet().removeIf(trigger -> !isNews(trigger.getKey(), trigger.getValue()));
    unstored.forEach((id, at) -> byId.computeIfPresent(id, (same, window) -> window.triggered(at)));
    if (!byId.equals(before)) {
      version++;
    }
  }

  synchronized Map<String, Instant> unstoredTriggers() {
    return Map.copyOf(unstored);
  }

  synchronized void stored(String id, Instant at) {
    unstored.remove(id, at);
  }

  private boolean isNews(String id, Instant at) {
    ScheduledWindow window = byId.get(id);
    return window != null && window.isArmed(at);
  }

  /** What becomes of a window; null before for a new one, null after for one that goes. */
  @FunctionalInterface
  interface Change {
    @Nullable ScheduledWindow from(@Nullable ScheduledWindow before);
  }
}
