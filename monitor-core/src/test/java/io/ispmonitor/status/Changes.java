package io.ispmonitor.status;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a state log for the device {@code a}. */
final class Changes {
  private Changes() {}

  static StateChange of(
      Instant at,
      DeviceState from,
      DeviceState to,
      @Nullable Outage outage,
      Evidence.Basis basis,
      @Nullable Instant firstMiss) {
    Evidence evidence = new Evidence(basis, "as the test says", 0, firstMiss, null, List.of());
    return StateChange.of("a", at, from, to, outage, evidence);
  }
}
