package io.ispmonitor.testkit.leadership;

import io.ispmonitor.leadership.lease.InMemoryLeaseStore;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.testkit.contract.LeaseStoreContract;
import java.time.InstantSource;

class InMemoryLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore newStore() {
    return new InMemoryLeaseStore(InstantSource.system());
  }
}
