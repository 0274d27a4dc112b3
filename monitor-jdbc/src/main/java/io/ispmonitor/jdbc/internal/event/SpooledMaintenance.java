package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.maintenance.MaintenanceStore;
import io.ispmonitor.maintenance.ScheduledWindow;
import java.time.Instant;
import java.util.Collection;

/** Maintenance windows, in memory and through a spool in the database. */
public final class SpooledMaintenance implements MaintenanceStore {
  private final EventLog events;
  private final Mirrors mirrors;

  /** A store. */
  public SpooledMaintenance(EventLog events, Mirrors mirrors) {
    this.events = events;
    this.mirrors = mirrors;
  }

  @Override
  public synchronized void put(ScheduledWindow window) {
    events.append(window, () -> mirrors.windows.put(window));
  }

  @Override
  public synchronized void trigger(String id, Instant at) {
    events.append(new WindowTriggered(id, at), () -> mirrors.windows.trigger(id, at));
  }

  @Override
  public synchronized void remove(String id) {
    events.append(new WindowRemoved(id), () -> mirrors.windows.remove(id));
  }

  @Override
  public Collection<ScheduledWindow> all() {
    return mirrors.windows.all();
  }
}
