package io.ispmonitor.extension;

import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;

/**
 * Hears what happens. Called one event after the other, in their order, on the monitor's callback
 * thread or the executor that was handed in; never on the thread that judges. A listener that
 * throws is logged and hurts nobody else; one that blocks delays the other listeners until the
 * watchdog leaves it behind, and events beyond the queue's bound are dropped and counted.
 */
public interface MonitorListener {

  /** A device's state changed. */
  default void onStateChange(StateChange change) {}

  /** A person should be told of this. */
  default void onAnnouncement(Announcement announcement) {}

  /** We were cut off behind an uplink, or are no more. */
  default void onIsolation(Isolation isolation) {}

  /** Something came in that was not asked for. */
  default void onObservation(Observation observation) {}
}
