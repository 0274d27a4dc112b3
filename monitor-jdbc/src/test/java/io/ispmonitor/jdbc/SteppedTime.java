package io.ispmonitor.jdbc;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;

/** The machine's time, on whose wall clock somebody turns the hands. */
final class SteppedTime implements TimeSource {
  private final TimeSource real = TimeSource.system();
  private volatile Duration offset = Duration.ZERO;

  /** Sets the wall clock this far from the machine's. */
  void offset(Duration by) {
    offset = by;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(offset);
  }

  @Override
  public long nanoTime() {
    return real.nanoTime();
  }

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    return real.drive(name, step, threads);
  }
}
