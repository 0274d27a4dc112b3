package io.ispmonitor.internal.path;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;

/**
 * Devices that an earlier monitor knew, and that left the inventory before this one began: their
 * troubles end too. The host gets some time to put them into the inventory.
 */
final class Departed {
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

  private final TimeSource time;
  private final Past past;
  private boolean waiting;
  private long dueNanos;

  Departed(TimeSource time, Past past) {
    this.time = time;
    this.past = past;
  }

  /** States of an earlier run were restored. */
  void restarted() {
    waiting = true;
    dueNanos = time.nanoTime() + PATIENCE;
  }

  /** Those that are to be taken leave of now; each once. */
  List<Watched> due(long now) {
    if (!waiting || now - dueNanos < 0) {
      return List.of();
    }
    waiting = false;
    return past.left();
  }
}
