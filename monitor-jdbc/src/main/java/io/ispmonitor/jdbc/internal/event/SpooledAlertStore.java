package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Alerts in memory, all open ones and the last that ended; each goes through a spool into the
 * database, where all stay.
 */
public final class SpooledAlertStore implements AlertStore {
  private final EventLog events;
  private final Mirrors mirrors;

  /** A store. */
  public SpooledAlertStore(EventLog events, Mirrors mirrors) {
    this.events = events;
    this.mirrors = mirrors;
  }

  @Override
  public synchronized void put(Alert alert) {
    events.appendNoted(alert, () -> mirrors.alerts.put(alert));
  }

  @Override
  public Optional<Alert> find(String id) {
    return mirrors.alerts.find(id);
  }

  @Override
  public List<Alert> open() {
    return mirrors.alerts.open();
  }

  @Override
  public List<Alert> since(Instant from, int most) {
    return mirrors.alerts.since(from, most);
  }
}
