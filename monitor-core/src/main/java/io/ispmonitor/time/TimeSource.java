package io.ispmonitor.time;

import java.time.Instant;
import java.util.concurrent.ThreadFactory;

/**
 * The time the library lives by, and what wakes its loops.
 *
 * <p>The wall clock and the monotonic clock are separate on purpose: intervals and timeouts are
 * measured with {@link #nanoTime()}, which no clock step disturbs; stored times come from {@link
 * #instant()}. Implementations are called from many threads at once.
 */
public interface TimeSource {

  /** Wall clock time; it may step backwards or forwards. */
  Instant instant();

  /** Monotonic time in nanoseconds from an arbitrary origin; only differences mean something. */
  long nanoTime();

  /**
   * Runs a step at the times it asks for, until the returned wake-up is closed. Runs of one step
   * never overlap, except that {@link Wakeup#replace()} may leave a stuck one behind.
   *
   * @param name the loop's name, which becomes the thread's name where there is one
   * @param step what to run; first called at once
   * @param threads makes the thread, where the implementation needs one
   */
  Wakeup drive(String name, Step step, ThreadFactory threads);

  /** The machine's clocks, with one thread for each driven step. */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
