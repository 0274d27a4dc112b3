package io.ispmonitor.time;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;

/** The machine's clocks. Holds no state. */
final class SystemTime implements TimeSource {
  static final SystemTime INSTANCE = new SystemTime();

  private final Clock clock = Clock.systemUTC();

  private SystemTime() {}

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    ThreadWakeup wakeup = new ThreadWakeup(name, step, threads, this);
    wakeup.start();
    return wakeup;
  }

  @Override
  public String toString() {
    return "system time";
  }
}
