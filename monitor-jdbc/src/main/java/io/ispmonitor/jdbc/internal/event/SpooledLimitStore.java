package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.LimitStore;
import java.util.List;

/** Limits of single devices, in memory and through a spool in the database. */
public final class SpooledLimitStore implements LimitStore {
  private final EventLog events;
  private final Mirrors mirrors;

  /** A store. */
  public SpooledLimitStore(EventLog events, Mirrors mirrors) {
    this.events = events;
    this.mirrors = mirrors;
  }

  @Override
  public synchronized void put(DeviceLimit limit) {
    events.append(limit, () -> mirrors.limits.put(limit));
  }

  @Override
  public synchronized void remove(String rule, String device) {
    events.append(new LimitRemoved(rule, device), () -> mirrors.limits.remove(rule, device));
  }

  @Override
  public List<DeviceLimit> all() {
    return mirrors.limits.all();
  }
}
