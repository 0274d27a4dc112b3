package io.ispmonitor.status;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A device in a {@link StatusTree}, with what is below it. Immutable. */
public interface StatusNode {

  /** The device. */
  Device device();

  /** How it stood. */
  DeviceStatus status();

  /** What part it plays in the trouble there is. */
  Standing standing();

  /** How far down it is; 0 for what depends on nothing. */
  int depth();

  /** What it is shown under; empty for what depends on nothing. */
  Optional<StatusNode> parent();

  /** What is shown under it, in the order of the inventory. */
  List<StatusNode> children();

  /** This one and all that is shown below it, each before what is below it. */
  Stream<StatusNode> nodes();

  /** How many devices there are from here on down, this one included. */
  int size();

  /**
   * How many of those are in each state; all states are in it. Takes time in proportion to them.
   */
  Map<DeviceState, Integer> counts();
}
