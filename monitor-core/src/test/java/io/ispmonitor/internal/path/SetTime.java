package io.ispmonitor.internal.path;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;

/** Says what it is set to; drives nothing. */
public final class SetTime implements TimeSource {
  public long now;

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(now);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    throw new AssertionError("nothing is driven here");
  }
}
