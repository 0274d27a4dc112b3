package io.ispmonitor.testkit.contract;

import io.ispmonitor.maintenance.InMemoryMaintenanceStore;
import io.ispmonitor.maintenance.MaintenanceStore;

class InMemoryMaintenanceStoreTest extends MaintenanceStoreContract {

  @Override
  protected MaintenanceStore newStore() {
    return InMemoryMaintenanceStore.create();
  }
}
