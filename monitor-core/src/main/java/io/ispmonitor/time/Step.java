package io.ispmonitor.time;

/** One turn of a loop. */
@FunctionalInterface
public interface Step {

  /** Returned by {@link #run} when only {@link Wakeup#wake()} should run the step again. */
  long ON_WAKE = Long.MAX_VALUE;

  /**
   * Does what is due and names the next time. An exception is logged by the driver and the step is
   * run again a second later; it never ends the loop.
   *
   * @param nowNanos the {@link TimeSource#nanoTime()} at the start of this turn
   * @return when to run again in the same time, or {@link #ON_WAKE}
   */
  long run(long nowNanos);
}
