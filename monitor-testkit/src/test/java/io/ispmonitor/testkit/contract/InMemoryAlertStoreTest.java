package io.ispmonitor.testkit.contract;

import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.InMemoryAlertStore;

class InMemoryAlertStoreTest extends AlertStoreContract {
  @Override
  protected AlertStore newStore() {
    return new InMemoryAlertStore();
  }
}
