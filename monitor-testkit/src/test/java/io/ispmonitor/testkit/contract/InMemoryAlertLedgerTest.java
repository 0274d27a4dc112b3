package io.ispmonitor.testkit.contract;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.InMemoryAlertLedger;

class InMemoryAlertLedgerTest extends AlertLedgerContract {
  @Override
  protected AlertLedger newLedger() {
    return new InMemoryAlertLedger();
  }
}
