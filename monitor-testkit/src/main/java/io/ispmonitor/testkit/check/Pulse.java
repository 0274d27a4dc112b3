package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Looks at the clocks once a second, so that a gap tells of a pause, and a difference between the
 * two of a clock that was set.
 */
final class Pulse implements AutoCloseable {
  private static final long EVERY = Duration.ofSeconds(1).toNanos();
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long STEP = Duration.ofMillis(500).toNanos();

  private final TimeSource time;
  private final Interruptions to;
  private final Wakeup wakeup;
  private long lastNanos;
  private long lastEpochNanos;

  /** Who is told. */
  interface Interruptions {
    void paused(long epochNanos);

    void clockSet(long epochNanos);
  }

  Pulse(TimeSource time, ThreadFactory threads, Interruptions to) {
    this.time = time;
    this.to = to;
    this.lastNanos = time.nanoTime();
    this.lastEpochNanos = EpochNanos.of(time.instant());
    this.wakeup = time.drive("ispmonitor-checker", this::beat, threads);
  }

  @Override
  public void close() {
    wakeup.close();
  }

  private long beat(long now) {
    long epoch = EpochNanos.of(time.instant());
    long passed = now - lastNanos;
    long stepped = epoch - lastEpochNanos - passed;
    lastNanos = now;
    lastEpochNanos = epoch;
    if (Math.abs(stepped) > STEP) {
      to.clockSet(epoch);
    } else if (passed > EVERY + PAUSE) {
      to.paused(epoch);
    }
    return now + EVERY;
  }
}
