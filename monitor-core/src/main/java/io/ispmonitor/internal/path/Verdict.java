package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import org.jspecify.annotations.Nullable;

/** What the judge holds to be true of a device. Immutable, so that anybody can read it. */
record Verdict(
    DeviceState state,
    long sinceEpochNanos,
    int unconfirmed,
    @Nullable Outage outage,
    Evidence evidence) {

  static Verdict unknown(long sinceEpochNanos) {
    return new Verdict(DeviceState.UNKNOWN, sinceEpochNanos, 0, null, Evidence.NOTHING_HEARD);
  }

  /** The same state, known from something else. */
  Verdict because(Evidence other) {
    return new Verdict(state, sinceEpochNanos, unconfirmed, outage, other);
  }

  Verdict unconfirmed(int misses) {
    return new Verdict(state, sinceEpochNanos, misses, outage, evidence);
  }
}
