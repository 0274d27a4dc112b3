package io.ispmonitor.testkit.synthetic;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's time, which a test may set forward. */
final class FastClock implements TimeSource {
  private final TimeSource machine = TimeSource.system();
  private final AtomicLong aheadNanos = new AtomicLong();

  void forward(Duration by) {
    aheadNanos.addAndGet(by.toNanos());
  }

  @Override
  public Instant instant() {
    return machine.instant().plusNanos(aheadNanos.get());
  }

  @Override
  public long nanoTime() {
    return machine.nanoTime() + aheadNanos.get();
  }

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    return machine.drive(name, step, threads);
  }
}
