package io.ispmonitor.testkit.check;

import java.time.Instant;

/** When devices are in maintenance. */
@FunctionalInterface
public interface MaintenanceTimes {
  /** No device ever is. */
  MaintenanceTimes NEVER = (device, at) -> false;

  /**
   * Whether a device is in maintenance at an instant, by a window of its own or of something it
   * inherits from. The first instant of a window is in it, the last is not.
   */
  boolean holds(String device, Instant at);

  /**
   * Whether a window waits for trouble of a device at an instant, to begin with it. Then that
   * trouble is kept quiet as well, though {@link #holds} says no at its first moment.
   */
  default boolean awaits(String device, Instant at) {
    return false;
  }
}
