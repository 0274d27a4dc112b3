package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends loops that may be in the middle of a call to a database that hangs. */
public final class Loops {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Loops() {}

  /**
   * Ends a loop, if there is one, and waits a second for it; an interrupt ends the wait, and stays.
   *
   * @return false when it was left behind
   */
  public static boolean end(@Nullable Wakeup loop) {
    if (loop == null) {
      return true;
    }
    loop.close();
    try {
      return loop.awaitEnd(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
