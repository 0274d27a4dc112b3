package io.ispmonitor.internal.path;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;

/** Something that listeners hear of. */
sealed interface Event {

  /** Whether people would be misled if they missed it. */
  default boolean mustBeTold() {
    return false;
  }

  /** For a listener of what happens. */
  default void tell(MonitorListener listener) {}

  /** For a listener of every outcome. */
  default void tell(OutcomeListener listener) {}

  record Changed(StateChange change) implements Event {
    @Override
    public void tell(MonitorListener listener) {
      listener.onStateChange(change);
    }
  }

  record Announced(Announcement announcement) implements Event {
    @Override
    public boolean mustBeTold() {
      return true;
    }

    @Override
    public void tell(MonitorListener listener) {
      listener.onAnnouncement(announcement);
    }
  }

  record Isolated(Isolation isolation) implements Event {
    @Override
    public boolean mustBeTold() {
      return true;
    }

    @Override
    public void tell(MonitorListener listener) {
      listener.onIsolation(isolation);
    }
  }

  record Observed(Observation observation) implements Event {
    @Override
    public void tell(MonitorListener listener) {
      listener.onObservation(observation);
    }
  }

  record Ended(ProbeResult result) implements Event {
    @Override
    public void tell(OutcomeListener listener) {
      listener.onOutcome(result);
    }
  }
}
