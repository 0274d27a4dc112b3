package io.ispmonitor.probe;

import java.time.Duration;

/**
 * Until when a question waits for its answer.
 *
 * @param askedNanos when it was asked, in {@link io.ispmonitor.time.TimeSource#nanoTime()}
 * @param timeoutNanos how long it waits, in nanoseconds
 */
public record Deadline(long askedNanos, long timeoutNanos) {

  /** When it ends, in {@link io.ispmonitor.time.TimeSource#nanoTime()}. */
  public long atNanos() {
    return askedNanos + timeoutNanos;
  }

  /** How long the question waits in all. */
  public Duration timeout() {
    return Duration.ofNanos(timeoutNanos);
  }
}
