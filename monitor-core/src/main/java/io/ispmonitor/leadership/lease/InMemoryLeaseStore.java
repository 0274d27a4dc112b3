package io.ispmonitor.leadership.lease;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Leases among instances in one process: for tests, and to try it out. */
public final class InMemoryLeaseStore implements LeaseStore {
  private final InstantSource clock;
  private final LeaseBook book = new LeaseBook();

  /**
   * No lease, no instance.
   *
   * @param clock tells when instances were seen
   */
  public InMemoryLeaseStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized RollCall call(
      String scope, InstanceStatus me, long token, @Nullable String replaces) {
    return book.call(scope, me, token, replaces, clock.instant());
  }

  @Override
  public synchronized Lease take(Lease seen, InstanceStatus by) {
    return book.take(seen, by);
  }

  @Override
  public synchronized Lease release(
      String scope, long token, InstanceStatus by, @Nullable String heir) {
    return book.release(scope, token, by, heir);
  }

  @Override
  public synchronized void leave(InstanceStatus me) {
    book.leave(me);
  }
}
