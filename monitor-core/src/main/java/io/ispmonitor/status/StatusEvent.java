package io.ispmonitor.status;

import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;

/** Something that a console shows as it happens. */
public sealed interface StatusEvent {

  /** A device's state changed. */
  record Changed(StateChange change) implements StatusEvent {}

  /** A person should be told of this. */
  record Announced(Announcement announcement) implements StatusEvent {}

  /** We were cut off behind an uplink, or are no more. */
  record Isolated(Isolation isolation) implements StatusEvent {}

  /**
   * Something is missing here, because the subscriber was too slow or more happened at once than
   * there was room for. Whoever draws from events should read the whole board again.
   *
   * @param events how many were dropped here
   */
  record Missed(long events) implements StatusEvent {}
}
