package io.ispmonitor.app.real;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what is to come, and no longer than that. */
final class Patience {
  private static final long LOOK_MILLIS = 50;

  private Patience() {}

  /**
   * Waits until something is so, and tells when that was seen.
   *
   * @param what for whoever reads that it did not come
   * @param detail what else they should read then
   */
  static Instant until(
      String what, Duration atMost, Callable<Boolean> isSo, Callable<String> detail)
      throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    while (!isSo.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "not within %d s: %s%n%s".formatted(atMost.toSeconds(), what, detail.call()));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return Instant.now();
  }
}
