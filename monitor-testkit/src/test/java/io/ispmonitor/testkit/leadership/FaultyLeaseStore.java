package io.ispmonitor.testkit.leadership;

import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.leadership.lease.RollCall;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One instance's way to a place of leases, which a test can cut. */
final class FaultyLeaseStore implements LeaseStore {
  private final LeaseStore real;
  private Fault fault = Fault.NONE;
  private Runnable afterwards = () -> {};

  /** What happens to a call. */
  enum Fault {
    /** It is done. */
    NONE,
    /** It never arrives. */
    CUT,
    /** It is done, and the answer is lost. */
    UNHEARD,
    /** A lease cannot be taken; all else is done. */
    NOT_TAKEN,
    /** A lease is taken, and the answer is lost; all else is done. */
    NOT_HEARD_TAKEN
  }

  FaultyLeaseStore(LeaseStore real) {
    this.real = real;
  }

  void is(Fault fault) {
    this.fault = fault;
  }

  /** What happens between the doing and the answer. */
  void whenDone(Runnable what) {
    afterwards = what;
  }

  private <T> T call(Supplier<T> call) {
    if (fault == Fault.CUT) {
      throw new IllegalStateException("the line is cut");
    }
    T answer = call.get();
    afterwards.run();
    if (fault == Fault.UNHEARD) {
      throw new IllegalStateException("the answer is lost");
    }
    return answer;
  }

  @Override
  public RollCall call(String scope, InstanceStatus me, long token, @Nullable String replaces) {
    return call(() -> real.call(scope, me, token, replaces));
  }

  @Override
  public Lease take(Lease seen, InstanceStatus by) {
    if (fault == Fault.NOT_TAKEN) {
      throw new IllegalStateException("somebody has locked it");
    }
    Lease taken = call(() -> real.take(seen, by));
    if (fault == Fault.NOT_HEARD_TAKEN) {
      throw new IllegalStateException("the answer is lost");
    }
    return taken;
  }

  @Override
  public Lease release(String scope, long token, InstanceStatus by, @Nullable String heir) {
    return call(() -> real.release(scope, token, by, heir));
  }

  @Override
  public void leave(InstanceStatus me) {
    call(
        () -> {
          real.leave(me);
          return me;
        });
  }
}
