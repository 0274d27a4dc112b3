package io.ispmonitor.reachability;

import io.ispmonitor.device.Device;

/**
 * Tells how many subscribers hang on a device, so that outages can be ranked by whom they hurt. The
 * monitor adds up what the topology says is cut off.
 *
 * <p>It may be slow, such as a query of a database for each device: it is called on a loop of its
 * own, one device after the other, when a device is new or changed and again every five minutes.
 * While it throws or hangs, the last number it gave stays in use; it is called again a minute
 * later.
 */
@FunctionalInterface
public interface AffectedSubscribers {

  /**
   * How many subscribers are attached to this device itself, those behind other devices not
   * counted.
   *
   * @return 0 or more
   */
  long behind(Device device);
}
