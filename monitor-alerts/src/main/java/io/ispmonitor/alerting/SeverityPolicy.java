package io.ispmonitor.alerting;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.Outage;
import org.jspecify.annotations.Nullable;

/** How grave it is when a device is out. Called on the alerting's own thread; must not block. */
@FunctionalInterface
public interface SeverityPolicy {

  /**
   * How grave it is.
   *
   * @param device the device; null when it is not in the inventory any more
   * @param outage the outage; null when none is known
   */
  Severity of(@Nullable Device device, @Nullable Outage outage);

  /** Critical, and an emergency where this many subscribers are affected. */
  static SeverityPolicy emergencyFrom(long subscribers) {
    return (device, outage) ->
        outage != null && outage.subscribers() >= subscribers
            ? Severity.EMERGENCY
            : Severity.CRITICAL;
  }
}
