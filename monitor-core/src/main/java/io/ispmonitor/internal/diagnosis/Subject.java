package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.reachability.DeviceStatus;
import java.util.List;

/**
 * A device that is to be examined.
 *
 * @param status how it stands
 * @param cutOffBehind the uplinks behind which we are cut off from it; empty for none
 * @param askers the probes that ask it
 */
public record Subject(DeviceStatus status, List<String> cutOffBehind, List<Asker> askers) {
  /** Copies the lists. */
  public Subject {
    cutOffBehind = List.copyOf(cutOffBehind);
    askers = List.copyOf(askers);
  }

  String id() {
    return status.device().id();
  }
}
