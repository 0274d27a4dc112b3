package io.ispmonitor.alerting;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.LedgerEntry;
import java.time.Instant;
import java.util.List;

/** A ledger that refuses some entries. */
final class BalkyLedger implements AlertLedger {
  private final InMemoryAlertLedger kept = new InMemoryAlertLedger();
  private int refusals;
  private boolean isFull;

  /** Refuses the next entry. */
  void refuseOne() {
    refusals = 1;
  }

  /** Refuses all, or takes them again. */
  void full(boolean isIt) {
    isFull = isIt;
  }

  /** Whether there is an entry that it is still to refuse. */
  boolean isToRefuse() {
    return refusals > 0;
  }

  @Override
  public void add(LedgerEntry entry) {
    if (isFull || refusals > 0) {
      refusals = 0;
      throw new IllegalStateException("the disk of user 'secret' is full");
    }
    kept.add(entry);
  }

  @Override
  public List<LedgerEntry> of(String alertId) {
    return kept.of(alertId);
  }

  @Override
  public List<LedgerEntry> since(Instant from, int most) {
    return kept.since(from, most);
  }
}
