package io.ispmonitor.jdbc.internal.carry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to a bound, and each time
 * somewhere between half of that and all of it, so that many programs do not come back at once.
 * There is no last attempt. Used by one thread.
 */
final class Backoff {
  private static final long FIRST = Duration.ofMillis(250).toNanos();
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();

  private final RandomGenerator chance;
  private long next = FIRST;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /** An attempt succeeded. */
  void reset() {
    next = FIRST;
  }

  /** An attempt failed; returns in how many nanoseconds to make the next. */
  long failed() {
    long most = next;
    next = Math.min(LONGEST, 2 * next);
    return most / 2 + chance.nextLong(most / 2 + 1);
  }
}
