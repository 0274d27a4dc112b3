package io.ispmonitor.testkit.contract;

import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.LimitStore;

class InMemoryLimitStoreTest extends LimitStoreContract {
  @Override
  protected LimitStore newStore() {
    return new InMemoryLimitStore();
  }
}
