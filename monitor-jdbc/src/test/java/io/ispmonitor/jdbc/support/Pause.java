package io.ispmonitor.jdbc.support;

import java.util.concurrent.locks.LockSupport;

/** Between two looks at a condition, which spinning would keep others from bringing about. */
public final class Pause {
  private static final long NANOS = 1_000_000;

  private Pause() {}

  /** Leaves the processor to others for a moment. */
  public static void aMoment() {
    LockSupport.parkNanos(NANOS);
  }
}
