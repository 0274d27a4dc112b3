package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;

/** Time that stands where what is played back was. Both clocks are one. For one thread. */
final class ReplayTime implements TimeSource {
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

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    throw new UnsupportedOperationException("nothing runs by itself while history is played back");
  }
}
