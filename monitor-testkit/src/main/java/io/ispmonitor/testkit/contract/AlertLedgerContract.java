package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AlertLedger} keeps. Extend it, say how yours is made, and run it.
 *
 * <p>Times are whole milliseconds.
 */
public abstract class AlertLedgerContract {

  /** For subclasses. */
  protected AlertLedgerContract() {}

  /** An empty one that keeps at least 100 decisions; called once for each test. */
  protected abstract AlertLedger newLedger();

  /**
   * Another one of the same data, as a later process opens it; the one given stays open. By default
   * the ledger itself, for one that does not outlive the process.
   */
  protected AlertLedger sameDataAs(AlertLedger ledger) {
    return ledger;
  }

  private static LedgerEntry entry(String alert, int second, Decision decision, String text) {
    return new LedgerEntry(
        ContractAlerts.NOON.plusSeconds(second),
        alert,
        "key " + text,
        "chat",
        "notice",
        decision,
        "stage",
        text,
        text);
  }

  @Test
  @DisplayName("an empty ledger knows of nothing")
  void empty() {
    try (AlertLedger ledger = newLedger()) {
      assertEquals(List.of(), ledger.of("a"));
      assertEquals(List.of(), ledger.since(ContractAlerts.NOON, 10));
    }
  }

  @Test
  @DisplayName("decisions come back as they were, the oldest first, whatever devices write")
  void comesBack() {
    try (AlertLedger ledger = newLedger()) {
      List<LedgerEntry> all = new ArrayList<>();
      for (String text : ContractNotices.HOSTILE) {
        all.add(entry("a", all.size(), Decision.HELD, text));
      }
      for (Decision decision : Decision.values()) {
        all.add(entry("a", all.size(), decision, "decided"));
      }
      all.forEach(ledger::add);
      assertEquals(all, sameDataAs(ledger).of("a"));
      assertEquals(all, sameDataAs(ledger).since(ContractAlerts.NOON, 100));
    }
  }

  @Test
  @DisplayName("each alert has its own, also those of one moment, in the order they were added")
  void perAlert() {
    try (AlertLedger ledger = newLedger()) {
      LedgerEntry held = entry("a", 1, Decision.HELD, "waits");
      LedgerEntry other = entry("b", 1, Decision.SUPPRESSED, "behind");
      LedgerEntry sent = entry("a", 1, Decision.SENT, "delivered");
      List.of(held, other, sent).forEach(ledger::add);
      assertEquals(List.of(held, sent), sameDataAs(ledger).of("a"));
      assertEquals(List.of(other), sameDataAs(ledger).of("b"));
    }
  }

  @Test
  @DisplayName("from a time on there are the newest, no more than are wanted, the oldest first")
  void since() {
    try (AlertLedger ledger = newLedger()) {
      List<LedgerEntry> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(entry("a" + i % 3, i, Decision.HELD, "number " + i));
      }
      all.forEach(ledger::add);
      AlertLedger later = sameDataAs(ledger);
      assertEquals(all.subList(15, 20), later.since(ContractAlerts.NOON.plusSeconds(15), 100));
      assertEquals(all.subList(17, 20), later.since(ContractAlerts.NOON, 3));
    }
  }
}
