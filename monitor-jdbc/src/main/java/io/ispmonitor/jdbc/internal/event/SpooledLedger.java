package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.LedgerEntry;
import java.time.Instant;
import java.util.List;

/** The last decisions in memory; each goes through a spool into the database, where all stay. */
public final class SpooledLedger implements AlertLedger {
  private final EventLog events;
  private final Mirrors mirrors;

  /** A ledger. */
  public SpooledLedger(EventLog events, Mirrors mirrors) {
    this.events = events;
    this.mirrors = mirrors;
  }

  @Override
  public synchronized void add(LedgerEntry entry) {
    events.appendNoted(entry, () -> mirrors.ledger.add(entry));
  }

  @Override
  public List<LedgerEntry> of(String alertId) {
    return mirrors.ledger.of(alertId);
  }

  @Override
  public List<LedgerEntry> since(Instant from, int most) {
    return mirrors.ledger.since(from, most);
  }
}
