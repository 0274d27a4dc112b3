package io.ispmonitor.status;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How all devices stood when it was taken, as a tree: each under the first parent that it names, so
 * that a device with several is in it once. Immutable; any thread.
 *
 * <p>Taking one costs some tens of bytes a device and no lock, and the judge does not notice. Each
 * device is looked at once, one after the other, so that a change that comes in between shows in
 * those that are looked at later only.
 */
public interface StatusTree {

  /** When it was taken. */
  Instant at();

  /** How many devices there are in it. */
  int size();

  /** What depends on nothing, in the order of the inventory. */
  List<StatusNode> roots();

  /** All of it from the top, each device before what is below it. */
  Stream<StatusNode> nodes();

  /** A device; empty when it was not watched yet or no more. */
  Optional<StatusNode> find(String device);

  /** How many devices were in each state; all states are in it. */
  Map<DeviceState, Integer> counts();

  /** The outages that were going on, the worst first. */
  List<Incident> incidents();
}
