package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.InMemoryAlertStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of alerts that fails for a while, once it was read. */
final class BalkyStore implements AlertStore {
  private final InMemoryAlertStore kept = new InMemoryAlertStore();
  private boolean isAway;

  /** Takes nothing and finds nothing, or works again. */
  void away(boolean isIt) {
    isAway = isIt;
  }

  private void check() {
    if (isAway) {
      throw new IllegalStateException("away");
    }
  }

  @Override
  public void put(Alert alert) {
    check();
    kept.put(alert);
  }

  @Override
  public Optional<Alert> find(String id) {
    check();
    return kept.find(id);
  }

  @Override
  public List<Alert> open() {
    return kept.open();
  }

  @Override
  public List<Alert> since(Instant from, int most) {
    return kept.since(from, most);
  }
}
