package io.ispmonitor.alert;

import java.time.Instant;
import java.util.List;

/** Keeps what was decided about alerts. Any thread; must not wait for a disk or a network. */
public interface AlertLedger extends AutoCloseable {

  /** Takes an entry over; one that is the same as the last of its alert and channel may be left. */
  void add(LedgerEntry entry);

  /** What was decided about an alert, the oldest first. */
  List<LedgerEntry> of(String alertId);

  /** What was decided from a time on, the oldest first; the newest of them when there are more. */
  List<LedgerEntry> since(Instant from, int most);

  /** Lets go of what it holds open. */
  @Override
  default void close() {}
}
