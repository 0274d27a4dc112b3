package io.ispmonitor.failover;

import io.ispmonitor.time.TimeSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One call of a {@link CarryOver}. */
final class CarryOverRun implements Progress {
  private final HostCall call;
  private final TimeSource time;
  private final boolean isBefore;
  private final long switchesBefore;
  private final AtomicLong carried = new AtomicLong();
  private volatile long movedNanos;

  /**
   * Not begun yet.
   *
   * @param body what the host does, with the progress to tell of
   * @param isBefore whether it comes before the return
   * @param switchesBefore how often the other service had been taken into use by now
   */
  CarryOverRun(
      TimeSource time,
      Body body,
      Consumer<CarryOverRun> whenOver,
      boolean isBefore,
      long switchesBefore) {
    this.time = time;
    this.isBefore = isBefore;
    this.switchesBefore = switchesBefore;
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

  /** How often the other service had been taken into use when it was made. */
  long switchesBefore() {
    return switchesBefore;
  }

  /** The host's code. */
  @FunctionalInterface
  interface Body {
    void run(Progress progress) throws Exception;
  }
}
