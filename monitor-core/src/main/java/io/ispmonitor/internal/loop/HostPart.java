package io.ispmonitor.internal.loop;

import io.ispmonitor.internal.gauge.Peak;
import io.ispmonitor.internal.gauge.Timings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Something the host handed in and that our loops call: a probe, a store, a listener. */
public final class HostPart {
  /** A call that takes this long is slow: a thread that many wait for stands still meanwhile. */
  public static final Duration SLOW = Duration.ofSeconds(1);

  private static final long SLOW_NANOS = SLOW.toNanos();

  /** With so many threads stuck in it, a part is called no more until one comes back. */
  private static final int MOST_STUCK = 2;

  private final String name;
  private final AtomicInteger stuck = new AtomicInteger();
  private final LongAdder failed = new LongAdder();
  private final LongAdder barred = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final Peak longest = new Peak();
  private final Timings timings = new Timings();
  private final List<HostCall> hanging = new CopyOnWriteArrayList<>();
  private volatile @Nullable String lastFailure;

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

  /** How many calls that came back were {@link #SLOW}. */
  public long slow() {
    return slow.sum();
  }

  /** The longest of the slow calls, in nanoseconds. */
  public Peak longest() {
    return longest;
  }

  /** How long calls take; those that its loop has left behind are not in it. */
  public Timings timings() {
    return timings;
  }

  /** Where threads hang in it, in words, the one that hangs longest first. */
  public List<String> hanging(long now) {
    return hanging.stream()
        .filter(call -> !call.hasEnded())
        .map(call -> call.whereabouts(now))
        .toList();
  }

  void leftBehind(HostCall call) {
    hanging.removeIf(HostCall::hasEnded); // one that came back while it was being left behind
    hanging.add(call);
    stuck.incrementAndGet();
  }

  /** One that was left behind has come back after all. */
  void isBack(HostCall call, long nanos) {
    hanging.remove(call);
    stuck.decrementAndGet();
    countIfSlow(nanos);
  }

  void countBarred() {
    barred.increment();
  }

  /** A call failed with this. */
  public void countFailure(Throwable failure) {
    lastFailure = failure.toString();
    failed.increment();
  }

  /** A call has come back after so long. By one thread at a time. */
  public void countDuration(long nanos) {
    timings.record(nanos);
    countIfSlow(nanos);
  }

  private void countIfSlow(long nanos) {
    if (nanos >= SLOW_NANOS) {
      slow.increment();
      longest.note(nanos);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
