package io.ispmonitor.internal.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Something the host handed in and that our loops call: a probe, a store, a listener. */
public final class HostPart {
  /** With so many threads stuck in it, a part is called no more until one comes back. */
  private static final int MOST_STUCK = 2;

  private final String name;
  private final AtomicInteger stuck = new AtomicInteger();
  private final LongAdder failed = new LongAdder();
  private final LongAdder barred = new LongAdder();
  private volatile @Nullable String lastFailure;
  private volatile long slowestNanos;

  /** A part with no history. */
  public HostPart(String name) {
    this.name = name;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Whether it is left alone because too many threads hang in it. */
  public boolean isBarred() {
    return stuck.get() >= MOST_STUCK;
  }

  /** How many threads hang in it. */
  public int stuck() {
    return stuck.get();
  }

  /** How many calls failed with an exception. */
  public long failed() {
    return failed.sum();
  }

  /** How many calls were not made because it is barred. */
  public long barred() {
    return barred.sum();
  }

  /** The last exception in words; null when there was none. */
  public @Nullable String lastFailure() {
    return lastFailure;
  }

  /** The longest call that came back. */
  public Duration slowest() {
    return Duration.ofNanos(slowestNanos);
  }

  void countStuck(int by) {
    stuck.addAndGet(by);
  }

  void countBarred() {
    barred.increment();
  }

  /** A call failed with this. */
  public void countFailure(Throwable failure) {
    lastFailure = failure.toString();
    failed.increment();
  }

  void countDuration(long nanos) {
    if (nanos > slowestNanos) {
      slowestNanos = nanos;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
