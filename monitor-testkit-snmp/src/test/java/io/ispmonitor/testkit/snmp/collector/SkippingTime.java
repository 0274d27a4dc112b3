package io.ispmonitor.testkit.snmp.collector;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's time, of which a test may leave some out while nothing is under way. */
final class SkippingTime implements TimeSource {
  private final TimeSource machine = TimeSource.system();
  private final AtomicLong skipped = new AtomicLong();

  void skip(Duration duration) {
    skipped.addAndGet(duration.toNanos());
  }

  @Override
  public Instant instant() {
    return machine.instant().plusNanos(skipped.get());
  }

  @Override
  public long nanoTime() {
    return machine.nanoTime() + skipped.get();
  }

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    return machine.drive(
        name,
        now -> {
          long next = step.run(now + skipped.get());
          return next == Step.ON_WAKE ? next : next - skipped.get();
        },
        threads);
  }
}
