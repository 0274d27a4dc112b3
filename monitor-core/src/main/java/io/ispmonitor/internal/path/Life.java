package io.ispmonitor.internal.path;

import io.ispmonitor.health.Phase;
import java.util.List;

/** Where the monitor is in its life. */
final class Life {
  private final List<ProbeRunner> runners;
  private volatile boolean started;
  private volatile boolean closed;

  Life(List<ProbeRunner> runners) {
    this.runners = runners;
  }

  void started() {
    started = true;
  }

  void closed() {
    closed = true;
  }

  boolean hasBegun() {
    return started;
  }

  /** Whether its loops have to run. */
  boolean isRunning() {
    return started && !closed;
  }

  Phase phase() {
    if (closed) {
      return Phase.CLOSED;
    }
    if (!started) {
      return Phase.NEW;
    }
    boolean allHeard =
        runners.stream().allMatch(runner -> runner.devices.sum() == 0 || runner.hasOutcome());
    return allHeard ? Phase.READY : Phase.STARTING;
  }
}
