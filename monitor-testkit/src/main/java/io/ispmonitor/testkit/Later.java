package io.ispmonitor.testkit;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Runs things later, in manual time as in the machine's. Thread-safe. */
public final class Later implements AutoCloseable {
  private final TimeSource time;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::order));
  private final Wakeup wakeup;
  private long made;

  Later(String name, TimeSource time) {
    this.time = time;
    this.wakeup = time.drive(name, this::turn, Later::daemon);
  }

  /** Runs a task when this much time has passed. */
  public void after(Duration delay, Runnable task) {
    synchronized (this) {
      tasks.add(new Task(time.nanoTime() + delay.toNanos(), made++, task));
    }
    wakeup.wake();
  }

  @Override
  public void close() {
    wakeup.close();
  }

  private long turn(long now) {
    for (Task task = due(); task != null; task = due()) {
      task.action().run();
    }
    return next();
  }

  private synchronized @Nullable Task due() {
    Task first = tasks.peek();
    return first != null && first.atNanos() <= time.nanoTime() ? tasks.poll() : null;
  }

  private synchronized long next() {
    Task first = tasks.peek();
    return first == null ? Step.ON_WAKE : first.atNanos();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private record Task(long atNanos, long order, Runnable action) {}
}
