package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import java.time.Instant;

/** Time that stands where what is played back was. Both clocks are one. For one thread. */
final class ReplayTime implements Clocks {
  private long epochNanos;

  ReplayTime(long epochNanos) {
    this.epochNanos = epochNanos;
  }

  /** Goes on to a moment; never back. */
  void reach(long moment) {
    epochNanos = Math.max(epochNanos, moment);
  }

  @Override
  public Instant instant() {
    return EpochNanos.toInstant(epochNanos);
  }

  @Override
  public long nanoTime() {
    return epochNanos;
  }
}
