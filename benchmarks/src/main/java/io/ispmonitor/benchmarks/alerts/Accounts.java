package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alerting.Alerting;
import java.util.List;

/**
 * What the ledger says of the open alerts of a storm.
 *
 * @param open how many are open
 * @param told of how many towers people were told
 * @param suppressed how many radios are not told, with a reason
 * @param unexplained for how many it says neither, or something else than it should
 */
record Accounts(int open, int told, int suppressed, int unexplained) {

  /** Reads the ledger, alert by alert. */
  static Accounts of(Alerting alerting) {
    List<Alert> open = alerting.open();
    int told = 0;
    int suppressed = 0;
    for (Alert alert : open) {
      List<LedgerEntry> entries = alerting.ledger(alert.id());
      boolean isSent = entries.stream().anyMatch(is -> is.decision() == Decision.SENT);
      if (Towers.isTower(alert.source())) {
        told += isSent ? 1 : 0;
      } else {
        suppressed += !isSent && endsSuppressed(entries) ? 1 : 0;
      }
    }
    return new Accounts(open.size(), told, suppressed, open.size() - told - suppressed);
  }

  private static boolean endsSuppressed(List<LedgerEntry> entries) {
    return !entries.isEmpty() && entries.get(entries.size() - 1).decision() == Decision.SUPPRESSED;
  }

  @Override
  public String toString() {
    return "%d %d %d %d".formatted(open, told, suppressed, unexplained);
  }
}
