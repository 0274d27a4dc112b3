package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.ProbeOutcome;

/** Questions that cannot be asked because we were not told enough. */
final class Untold {
  private Untold() {}

  static ProbeOutcome address(Device device) {
    return new ProbeOutcome.Broken(
        "device '%s' has no address to ask; give it one, or a host name for the monitor to resolve"
            .formatted(device.id()),
        null);
  }

  static ProbeOutcome target(String probe, Device device) {
    return new ProbeOutcome.Broken(
        "probe '%s' has no target for device '%s'; name one, or leave the device out by Schedule.on"
            .formatted(probe, device.id()),
        null);
  }
}
