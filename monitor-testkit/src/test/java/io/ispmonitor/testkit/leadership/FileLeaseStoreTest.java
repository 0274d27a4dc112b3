package io.ispmonitor.testkit.leadership;

import io.ispmonitor.leadership.lease.FileLeaseStore;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.testkit.contract.LeaseStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FileLeaseStoreTest extends LeaseStoreContract {
  @TempDir Path directory;

  @Override
  protected LeaseStore newStore() {
    return new FileLeaseStore(directory.resolve("leases"), InstantSource.system());
  }
}
