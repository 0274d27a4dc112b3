package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;

/** Something for the state log. */
sealed interface StateEntry {

  /** Whom it is about. */
  String device();

  record Changed(StateChange change) implements StateEntry {
    @Override
    public String device() {
      return change.device();
    }
  }

  record Noted(String device, Progress progress) implements StateEntry {}
}
