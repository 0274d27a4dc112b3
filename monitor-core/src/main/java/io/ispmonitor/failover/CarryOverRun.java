package io.ispmonitor.failover;

import io.ispmonitor.time.TimeSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One call of a {@link CarryOver}. */
final class CarryOverRun implements Progress {
  private final HostCall call;
  private final TimeSource time;
  private final boolean isBefore;
  private final Mark mark;
  private final AtomicLong carried = new AtomicLong();
  private volatile long movedNanos;

  /**
   * Not begun yet.
   *
   * @param body what the host does, with the progress to tell of
   * @param isBefore whether it comes before the return
   * @param mark what has happened by now
   */
  CarryOverRun(
      TimeSource time, Body body, Consumer<CarryOverRun> whenOver, boolean isBefore, Mark mark) {
    this.time = time;
    this.isBefore = isBefore;
    this.mark = mark;
    this.movedNanos = time.nanoTime();
    this.call = new HostCall(time, () -> body.run(this), over -> whenOver.accept(this));
  }

  @Override
  public void carried(long more) throws InterruptedException {
    if (more < 0) {
      throw new IllegalArgumentException(
          "carried over: the number must not be negative, was %d; tell how many more have arrived"
              .formatted(more));
    }
    if (call.isGivenUp()) {
      throw new InterruptedException("this carry-over was given up; what is left stays for later");
    }
    carried.addAndGet(more);
    movedNanos = time.nanoTime();
  }

  HostCall call() {
    return call;
  }

  /** How many have arrived, as far as it said so. */
  long carried() {
    return carried.get();
  }

  /** When it last gave a sign of life. */
  long movedNanos() {
    return movedNanos;
  }

  boolean isBefore() {
    return isBefore;
  }

  /** What had happened when it was made. */
  Mark mark() {
    return mark;
  }

  /**
   * What brings something into the fallback, as counted.
   *
   * @param switches how often the other service was taken into use
   * @param reports how often a caller could not use the primary, and so may have used the fallback
   */
  record Mark(long switches, long reports) {}

  /** The host's code. */
  @FunctionalInterface
  interface Body {
    void run(Progress progress) throws Exception;
  }
}
