package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.time.TimeSource;

/** Writes down what is decided, once until it is decided otherwise. The desk's thread. */
final class Diary {
  private final AlertLedger ledger;
  private final TimeSource time;

  Diary(AlertLedger ledger, TimeSource time) {
    this.ledger = ledger;
    this.time = time;
  }

  /** About an alert as a whole, before any channel is chosen. */
  void note(Case one, Decision decision, String stage, String reason, String reopens) {
    boolean isSame =
        decision == one.lastDecision
            && stage.equals(one.lastStage)
            && reason.equals(one.lastReason);
    if (!isSame) {
      one.lastDecision = decision;
      one.lastStage = stage;
      one.lastReason = reason;
      write(one.alert, "", "", decision, stage, reason, reopens);
    }
  }

  /** About an alert and a channel. */
  void write(
      Alert alert,
      String channel,
      String notice,
      Decision decision,
      String stage,
      String reason,
      String reopens) {
    ledger.add(
        new LedgerEntry(
            time.instant(),
            alert.id(),
            alert.key(),
            channel,
            notice,
            decision,
            stage,
            reason,
            reopens));
  }
}
