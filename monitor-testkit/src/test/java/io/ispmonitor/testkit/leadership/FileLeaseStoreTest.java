package io.ispmonitor.testkit.leadership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.lease.FileLeaseStore;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.testkit.contract.LeaseStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeaseStoreTest extends LeaseStoreContract {
  @TempDir Path directory;

  @Override
  protected LeaseStore newStore() {
    return new FileLeaseStore(directory.resolve("leases"), InstantSource.system());
  }

  @Test
  @DisplayName(
      "a second store on the same directory in one program does not unlock the first one's")
  void twoInOneProgram() throws Exception {
    InstanceStatus a = instance("a");
    Path lock = directory.resolve("leases").resolve("lease-616c6c.lock");
    try (LeaseStore first = newStore()) {
      Lease taken = first.take(first.call("all", a, 0, null).lease(), a);
      try (LeaseStore second = newStore()) {
        Lease seen = second.call("all", instance("b"), 0, null).lease();
        assertEquals(taken, seen, "it is not free");
        assertEquals(taken, second.take(seen, instance("b")), "and cannot be taken");
      }
      assertTrue(TryLock.isTaken(lock), "the first one still has it");
    }
    assertFalse(TryLock.isTaken(lock), "now nobody has");
  }

  @Test
  @DisplayName("one that is refused a place does not unlock it for whoever has it")
  void placeInOneProgram() throws Exception {
    Path lock = directory.resolve("instance.lock");
    LeaseStore store = newStore();
    LeaseLeadership first = LeaseLeadership.builder("a", store).place(directory).build();
    LeaseLeadership second = LeaseLeadership.builder("b", store).place(directory).build();
    first.start();
    assertThrows(IllegalStateException.class, second::start);
    second.close();
    assertTrue(TryLock.isTaken(lock), "the first one still has it");
    first.close();
    assertFalse(TryLock.isTaken(lock), "now nobody has");
    store.close();
  }
}
