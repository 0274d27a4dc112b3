package io.ispmonitor.leadership.lease;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the place of leases is known to be out of reach. A process that was stopped, and goes on
 * without knowing what has happened meanwhile, knows nothing before it has asked again: it looks
 * like one that cannot reach anybody, but for its clock. So does a machine that was suspended,
 * whose monotonic clock may have stood still: its wall clock is ahead then. Thread-safe.
 */
final class Reach {
  private final TimeSource time;
  private final long longestTick;
  private final long longestCall;
  private long tickedNanos;
  private Instant tickedAt;
  private long sleeps;
  private @Nullable Mark underWay;
  private boolean hasFailed;

  /**
   * Begins to watch.
   *
   * @param longestTick between two ticks, or the process was stopped
   * @param longestCall for how long a call may be under way before it counts as failed
   */
  Reach(TimeSource time, long longestTick, long longestCall) {
    this.time = time;
    this.longestTick = longestTick;
    this.longestCall = longestCall;
    this.tickedNanos = time.nanoTime();
    this.tickedAt = time.instant();
  }

  /**
   * A moment.
   *
   * @param nanos when it was
   * @param sleeps how often the process had been stopped before
   */
  record Mark(long nanos, long sleeps) {}

  /** The present moment. */
  synchronized Mark mark() {
    tick();
    return new Mark(time.nanoTime(), sleeps);
  }

  /** Says that the process runs. */
  synchronized void tick() {
    long now = time.nanoTime();
    boolean hasSlept = now - tickedNanos > longestTick || wasSuspended();
    if (hasSlept) {
      sleeps++;
      hasFailed = false;
    }
    tickedNanos = now;
    tickedAt = time.instant();
  }

  /** Whether the wall clock has gone on without the other one; or was set forward. */
  private boolean wasSuspended() {
    Duration wall = Duration.between(tickedAt, time.instant());
    Duration passed = Duration.ofNanos(time.nanoTime() - tickedNanos);
    return wall.minus(passed).compareTo(Duration.ofNanos(longestTick)) > 0;
  }

  /** How often the process was stopped, the last time until now included. */
  synchronized long sleeps() {
    tick();
    return sleeps;
  }

  synchronized void begins() {
    underWay = mark();
  }

  synchronized void succeeded() {
    underWay = null;
    hasFailed = false;
  }

  synchronized void failed() {
    Mark begun = underWay;
    underWay = null;
    hasFailed |= begun != null && begun.sleeps() == sleeps();
  }

  /** Whether a call has failed, none has succeeded since, and the process was not stopped since. */
  synchronized boolean isAway() {
    long now = time.nanoTime();
    if (now - tickedNanos > longestTick || wasSuspended()) {
      return false;
    }
    Mark begun = underWay;
    boolean hangs = begun != null && begun.sleeps() == sleeps && now - begun.nanos() > longestCall;
    return hasFailed || hangs;
  }
}
