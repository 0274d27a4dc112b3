package io.ispmonitor.failover;

import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of host code on an executor: made once, however often the executor runs it, and
 * interrupted when it is given up. Its end is told in any case, as soon as the executor has run it.
 */
final class HostCall implements Runnable {
  private final Body body;
  private final TimeSource time;
  private final Consumer<HostCall> whenOver;
  private final Instant at;
  private final long madeNanos;

  // Guarded by this.
  private @Nullable Thread runner;
  private boolean begun;
  private boolean givenUp;
  private long begunNanos;
  private long endedNanos;
  private @Nullable Throwable failure;

  HostCall(TimeSource time, Body body, Consumer<HostCall> whenOver) {
    this.body = body;
    this.time = time;
    this.whenOver = whenOver;
    this.at = time.instant();
    this.madeNanos = time.nanoTime();
  }

  @Override
  public void run() {
    if (begin()) {
      end(failureOf());
      whenOver.accept(this);
    }
  }

  private synchronized boolean begin() {
    if (begun) {
      return false;
    }
    begun = true;
    begunNanos = time.nanoTime();
    endedNanos = begunNanos;
    runner = Thread.currentThread();
    return true;
  }

  private @Nullable Throwable failureOf() {
    if (isGivenUp()) {
      return null; // nobody waits for it any more
    }
    try {
      body.run();
      return null;
    } catch (Throwable e) { // of host code anything may come, checked or not
      return e;
    }
  }

  private synchronized void end(@Nullable Throwable thrown) {
    runner = null;
    endedNanos = time.nanoTime();
    failure = thrown;
    if (givenUp) {
      Thread.interrupted(); // it was meant for the host's code, not for what the thread does next
    } else if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt(); // it came from whoever owns the thread
    }
  }

  /** Interrupts it, or keeps it from beginning. Does not wait. */
  synchronized void giveUp() {
    givenUp = true;
    if (runner != null) {
      runner.interrupt();
    }
  }

  synchronized boolean isGivenUp() {
    return givenUp;
  }

  /** Whether the executor has begun it. */
  synchronized boolean hasBegun() {
    return begun;
  }

  /** How long it took, once it is over. */
  synchronized long tookNanos() {
    return endedNanos - begunNanos;
  }

  /** What it threw; null when it came back as it should. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** When it was handed to the executor. */
  Instant at() {
    return at;
  }

  /** The same in monotonic time. */
  long madeNanos() {
    return madeNanos;
  }

  /** The host's code. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }
}
