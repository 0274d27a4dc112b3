package io.ispmonitor.app.web.access;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Lets only so much through in a minute, and counts the rest: so that nobody who repeats something
 * fills what others want to read. Thread-safe.
 */
public final class Seldom {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final TimeSource time;
  private final int most;
  private long begun;
  private int passed;
  private long heldBack;

  /**
   * Nothing has come yet.
   *
   * @param most how many pass in a minute
   */
  public Seldom(TimeSource time, int most) {
    this.time = time;
    this.most = most;
    this.begun = time.nanoTime();
  }

  /** How many were held back before this one; empty when this one is held back, too. */
  public synchronized OptionalLong pass() {
    long now = time.nanoTime();
    if (now - begun >= MINUTE) {
      begun = now;
      passed = 0;
    }
    if (passed >= most) {
      heldBack++;
      return OptionalLong.empty();
    }
    passed++;
    long before = heldBack;
    heldBack = 0;
    return OptionalLong.of(before);
  }
}
