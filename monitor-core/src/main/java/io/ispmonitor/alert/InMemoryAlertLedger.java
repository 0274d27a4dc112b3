package io.ispmonitor.alert;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the last decisions for as long as the program runs. */
public final class InMemoryAlertLedger implements AlertLedger {
  private static final int USUAL = 50_000;

  private final int most;
  private final Deque<LedgerEntry> inOrder = new ArrayDeque<>();
  private final Map<String, Deque<LedgerEntry>> byAlert = new HashMap<>();

  /** Keeps the last 50,000. */
  public InMemoryAlertLedger() {
    this(USUAL);
  }

  /**
   * Keeps so many.
   *
   * @param most 1 or more
   */
  public InMemoryAlertLedger(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one decision is kept, not " + most);
    }
    this.most = most;
  }

  @Override
  public synchronized void add(LedgerEntry entry) {
    inOrder.add(entry);
    byAlert.computeIfAbsent(entry.alertId(), any -> new ArrayDeque<>(2)).add(entry);
    if (inOrder.size() > most) {
      forget(inOrder.remove());
    }
  }

  private void forget(LedgerEntry oldest) {
    Deque<LedgerEntry> ofAlert = byAlert.get(oldest.alertId());
    if (ofAlert != null) {
      ofAlert.remove(); // entries of an alert are in the same order
      if (ofAlert.isEmpty()) {
        byAlert.remove(oldest.alertId());
      }
    }
  }

  @Override
  public synchronized List<LedgerEntry> of(String alertId) {
    return List.copyOf(byAlert.getOrDefault(alertId, new ArrayDeque<>(0)));
  }

  @Override
  public synchronized List<LedgerEntry> since(Instant from, int limit) {
    List<LedgerEntry> found = new ArrayList<>();
    inOrder.stream().filter(entry -> !entry.at().isBefore(from)).forEach(found::add);
    return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
  }
}
