package io.ispmonitor.internal.loop;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that time went by unseen: the process was stopped, the machine slept, the collector ran
 * long, the loop got no processor, or the wall clock stepped. Belongs to one loop, which observes
 * at the start of each turn and before each thing that time could have falsified.
 */
public final class StallDetector {
  private final TimeSource time;
  private final long stallNanos;
  private final long clockStepNanos;
  private long lastNanos;
  private long lastWallNanos;
  private long lastWallSeenAt;
  private long stallBegan;
  private long stallEnded;
  private @Nullable String reason;

  /**
   * Begins to watch now.
   *
   * @param stall the shortest time unseen that counts; the loop must observe more often than that
   * @param clockStep the smallest step of the wall clock that counts
   */
  public StallDetector(TimeSource time, Duration stall, Duration clockStep) {
    this.time = time;
    this.stallNanos = stall.toNanos();
    this.clockStepNanos = clockStep.toNanos();
    this.lastNanos = time.nanoTime();
    this.lastWallSeenAt = lastNanos;
    this.stallEnded = lastNanos;
    this.lastWallNanos = EpochNanos.of(time.instant());
  }

  /**
   * Looks at both clocks; for the start of a turn.
   *
   * @return whether a stall or a step has just been found
   */
  public boolean observe() {
    long now = time.nanoTime();
    long wallNanos = EpochNanos.of(time.instant());
    long step = wallNanos - lastWallNanos - (now - lastWallSeenAt);
    lastWallNanos = wallNanos;
    lastWallSeenAt = now;
    if (Math.abs(step) > clockStepNanos) {
      found(now, "the clock stepped by " + millis(step));
      return true;
    }
    return glance();
  }

  /**
   * Looks at the monotonic clock alone; for within a turn.
   *
   * @return whether a stall has just been found
   */
  public boolean glance() {
    long now = time.nanoTime();
    long passed = now - lastNanos;
    if (passed > stallNanos) {
      found(now, "our process was paused for " + millis(passed));
      return true;
    }
    lastNanos = now;
    return false;
  }

  /** What the last stall was, in words; empty when there was none. */
  public String reason() {
    return reason == null ? "" : reason;
  }

  /** When the last stall ended; when watching began, if there was none. */
  public long endedNanos() {
    return stallEnded;
  }

  private void found(long now, String what) {
    stallBegan = lastNanos;
    stallEnded = now;
    lastNanos = now;
    reason = what;
  }

  /** Why a question that was open from one time to another proves nothing; null when it does. */
  public @Nullable String covers(long fromNanos, long toNanos) {
    boolean overlaps = reason != null && fromNanos - stallEnded <= 0 && toNanos - stallBegan >= 0;
    return overlaps ? reason : null;
  }

  private static String millis(long nanos) {
    return Duration.ofMillis(nanos / 1_000_000).toString();
  }
}
