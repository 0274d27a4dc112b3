package io.ispmonitor.benchmarks.ping;

import java.util.concurrent.locks.LockSupport;

/** Lets so many through in a second, in batches of 5 ms as the schedule of a monitor does. */
final class Pace {
  private static final long TICK_NANOS = 5_000_000;

  private final double perNano;
  private final long startNanos = System.nanoTime();
  private long allowed;
  private long taken;

  Pace(int perSecond) {
    this.perNano = perSecond / 1e9;
  }

  /** Waits until the next one may go. */
  void next() {
    while (taken >= allowed) {
      LockSupport.parkNanos(TICK_NANOS);
      allowed = (long) ((System.nanoTime() - startNanos) * perNano);
    }
    taken++;
  }
}
