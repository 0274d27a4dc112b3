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
  /** More than can come while one question is open, unless it is open for very long. */
  private static final int REMEMBERED = 16;

  private final TimeSource time;
  private final long stallNanos;
  private final long clockStepNanos;
  private long lastNanos;
  private long lastWallNanos;
  private long lastWallSeenAt;
  private final @Nullable Stall[] last = new Stall[REMEMBERED];
  private int found;
  private long stallEnded;

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
      found(now, "the clock stepped by " + millis(step), true);
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
      found(now, "our process was paused for " + millis(passed), false);
      return true;
    }
    lastNanos = now;
    return false;
  }

  /** When the monotonic clock was looked at last. */
  public long lookedNanos() {
    return lastNanos;
  }

  /** What the last stall was, in words; empty when there was none. */
  public String reason() {
    Stall latest = last[Math.floorMod(found - 1, REMEMBERED)];
    return latest == null ? "" : latest.reason;
  }

  /** When the last stall ended; when watching began, if there was none. */
  public long endedNanos() {
    return stallEnded;
  }

  private void found(long now, String what, boolean isStep) {
    last[found % REMEMBERED] = new Stall(lastNanos, now, what, isStep);
    found = Math.floorMod(found + 1, 2 * REMEMBERED);
    stallEnded = now;
    lastNanos = now;
  }

  /**
   * Why a question that was open from one time to another proves nothing; null when it does. It
   * does when it was open for long enough even without the time that went by unseen: what arrived
   * then has been taken in afterwards. While the clock stepped, nothing is proved.
   *
   * @param enoughNanos how long an answer is to be waited for
   */
  public @Nullable String covers(long fromNanos, long toNanos, long enoughNanos) {
    long seen = toNanos - fromNanos;
    String reason = null;
    for (Stall stall : last) {
      if (stall == null || fromNanos - stall.ended > 0 || toNanos - stall.began < 0) {
        continue;
      }
      seen -= Math.min(toNanos, stall.ended) - Math.max(fromNanos, stall.began);
      reason = stall.reason;
      if (stall.isStep) {
        return reason;
      }
    }
    return seen < enoughNanos || isForgotten(fromNanos) ? reason : null;
  }

  /** Whether there were so many stalls since then that some are not remembered any more. */
  private boolean isForgotten(long sinceNanos) {
    Stall oldest = last[found % REMEMBERED];
    return oldest != null && oldest.ended - sinceNanos > 0;
  }

  private static String millis(long nanos) {
    return Duration.ofMillis(nanos / 1_000_000).toString();
  }

  private record Stall(long began, long ended, String reason, boolean isStep) {}
}
