package io.ispmonitor.testkit.leadership;

import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.InMemoryLeaseStore;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.testkit.contract.LeadershipContract;
import io.ispmonitor.time.TimeSource;
import java.time.InstantSource;

class LeaseLeadershipContractTest extends LeadershipContract {
  private final LeaseStore store = new InMemoryLeaseStore(InstantSource.system());

  @Override
  protected Contender newContender(String id, TimeSource time) {
    LeaseLeadership leadership = LeaseLeadership.builder(id, store).host("here").time(time).build();
    return new Contender() {
      @Override
      public Leadership leadership() {
        return leadership;
      }

      @Override
      public void start() {
        leadership.start();
      }

      @Override
      public void close() {
        leadership.close();
      }
    };
  }
}
