package io.ispmonitor.alert;

import java.util.List;

/**
 * Keeps what rules keep to for single devices. Any thread; must not wait for a disk or a network.
 */
public interface LimitStore extends AutoCloseable {

  /** Takes a limit over, in the place of the one for the same rule and device. */
  void put(DeviceLimit limit);

  /** The rule keeps to what it says again. */
  void remove(String rule, String device);

  /** All limits, in no order. */
  List<DeviceLimit> all();

  /** Lets go of what it holds open. */
  @Override
  default void close() {}
}
