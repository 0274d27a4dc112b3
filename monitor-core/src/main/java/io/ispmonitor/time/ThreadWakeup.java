package io.ispmonitor.time;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a step with a thread of its own. */
final class ThreadWakeup implements Wakeup {
  private static final Logger log = LoggerFactory.getLogger(TimeSource.class);

  /** A loop that is woken without pause runs at most once in this time, with all that gathered. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final long AFTER_ERROR_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Step step;
  private final ThreadFactory threads;
  private final TimeSource time;
  private final AtomicBoolean signalled = new AtomicBoolean();
  private volatile @Nullable Worker worker;
  private volatile boolean closed;

  ThreadWakeup(String name, Step step, ThreadFactory threads, TimeSource time) {
    this.name = name;
    this.step = step;
    this.threads = threads;
    this.time = time;
  }

  void start() {
    replace();
  }

  @Override
  public void wake() {
    if (!signalled.get() && signalled.compareAndSet(false, true)) {
      unpark();
    }
  }

  @Override
  public synchronized void replace() {
    if (closed) {
      return;
    }
    Worker next = new Worker();
    Thread thread = threads.newThread(next);
    if (thread == null) {
      throw new IllegalStateException(
          "loop '" + name + "': the thread factory returned no thread; hand in one that does");
    }
    thread.setName(name);
    next.thread = thread;
    Worker before = worker;
    worker = next;
    try {
      thread.start();
    } catch (RuntimeException | Error e) {
      worker = before; // no thread to be had: better the old one, when it comes back, than none
      throw e;
    }
    // One that is not stuck but only waits would wait for ever, since nobody wakes it any more.
    if (before != null) {
      LockSupport.unpark(before.thread);
    }
  }

  @Override
  public Optional<Thread> thread() {
    Worker current = worker;
    return current == null ? Optional.empty() : Optional.ofNullable(current.thread);
  }

  @Override
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    Worker current = worker;
    Thread thread = current == null ? null : current.thread;
    if (thread == null || thread == Thread.currentThread()) {
      return true;
    }
    thread.join(Math.max(1, atMost.toMillis()));
    return !thread.isAlive();
  }

  @Override
  public synchronized void close() {
    closed = true;
    unpark();
  }

  private void unpark() {
    thread().ifPresent(LockSupport::unpark);
  }

  private final class Worker implements Runnable {
    @Nullable Thread thread;

    @Override
    public void run() {
      while (isCurrent()) {
        signalled.set(false);
        long began = time.nanoTime();
        parkUntil(runStep(began), began + GATHER_NANOS);
      }
      if (worker == this && signalled.get()) {
        runStep(time.nanoTime());
      }
    }

    private boolean isCurrent() {
      return worker == this && !closed;
    }

    private long runStep(long began) {
      try {
        return step.run(began);
      } catch (Throwable e) { // other languages throw checked exceptions undeclared
        if (isCurrent()) {
          log.error("loop {}: a turn failed; it goes on in a second", name, e);
        }
        return began + AFTER_ERROR_NANOS;
      }
    }

    /** Waits until it is due, or until signalled but then not before {@code earliest}. */
    private void parkUntil(long due, long earliest) {
      while (isCurrent()) {
        long now = time.nanoTime();
        long until = signalled.get() ? earliest : due;
        if (until != Step.ON_WAKE && until - now <= 0) {
          return;
        }
        if (until == Step.ON_WAKE) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, until - now);
        }
        if (Thread.interrupted()) {
          // Nobody but the owner ends a loop, and the owner uses close().
          log.debug("loop {}: interrupted while waiting; it goes on", name);
        }
      }
    }
  }
}
