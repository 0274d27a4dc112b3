package io.ispmonitor.internal.path;

import java.time.Duration;

/** Tells pauses that keep coming from one that happens, such as a long collection or a stop. */
final class RepeatedPauses {
  private static final int TOO_MANY = 3;
  private static final long WITHIN = Duration.ofSeconds(10).toNanos();

  private final long[] at = new long[TOO_MANY];
  private int count;
  private boolean tooMany;
  private long keptComingNanos = Long.MIN_VALUE / 2;

  void paused(long now) {
    at[count % TOO_MANY] = now;
    count++;
    if (count >= TOO_MANY && now - at[count % TOO_MANY] < WITHIN) {
      tooMany = true;
      keptComingNanos = now;
    }
  }

  /** Whether there were three within ten seconds. */
  boolean areTooMany() {
    return tooMany;
  }

  /** Counts anew. */
  void startAfresh() {
    tooMany = false;
    count = 0;
  }

  /** Whether there were too many not long ago. */
  boolean keepComing(long now) {
    return now - keptComingNanos < 2 * WITHIN;
  }

  String words() {
    return "time goes by unseen, %d pauses within %s".formatted(TOO_MANY, Duration.ofNanos(WITHIN));
  }
}
