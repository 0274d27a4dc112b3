package io.ispmonitor.examples.demo;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Does things at their times, one after the other, on one thread. Thread-safe. */
final class Timeline implements AutoCloseable {
  private static final Duration END_OF_A_TURN = Duration.ofSeconds(2);

  private final TimeSource time;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::atNanos).thenComparingLong(Entry::order));
  private final Wakeup wakeup;
  private long made;

  Timeline(TimeSource time) {
    this.time = time;
    this.wakeup = time.drive("demo-timeline", this::turn, Timeline::daemon);
  }

  /** Does this when so much time has passed. */
  void after(Duration delay, Runnable action) {
    add(time.nanoTime() + delay.toNanos(), 0, action);
  }

  /** Does this again and again, first after one period. */
  void every(Duration period, Runnable action) {
    add(time.nanoTime() + period.toNanos(), period.toNanos(), action);
  }

  /** Does nothing more, and waits until what is under way has ended. */
  @Override
  public void close() {
    wakeup.close();
    try {
      wakeup.awaitEnd(END_OF_A_TURN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(long atNanos, long periodNanos, Runnable action) {
    synchronized (this) {
      entries.add(new Entry(atNanos, made++, periodNanos, action));
    }
    wakeup.wake();
  }

  private long turn(long now) {
    for (Entry due = takeDue(); due != null; due = takeDue()) {
      due.action().run();
    }
    return next();
  }

  private synchronized @Nullable Entry takeDue() {
    Entry first = entries.peek();
    long now = time.nanoTime();
    if (first == null || first.atNanos() > now) {
      return null;
    }
    entries.remove();
    if (first.periodNanos() > 0) {
      // From now on: what was missed is not made up for.
      long next = Math.max(first.atNanos() + first.periodNanos(), now);
      entries.add(new Entry(next, made++, first.periodNanos(), first.action()));
    }
    return first;
  }

  private synchronized long next() {
    Entry first = entries.peek();
    return first == null ? Step.ON_WAKE : first.atNanos();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private record Entry(long atNanos, long order, long periodNanos, Runnable action) {}
}
