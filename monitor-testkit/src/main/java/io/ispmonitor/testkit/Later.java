package io.ispmonitor.testkit;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Runs things later, in manual time as in the machine's. Thread-safe. */
public final class Later implements AutoCloseable {
  private final TimeSource time;
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Wakeup wakeup;
  private long made;

  private Later(String name, TimeSource time) {
    this.time = time;
    this.wakeup = time.drive(name, this::turn, Later::daemon);
  }

  /**
   * Runs things in this time.
   *
   * @param name the name of the loop that runs them
   */
  public static Later in(TimeSource time, String name) {
    return new Later(name, time);
  }

  /** Runs a task when this much time has passed. */
  public void after(Duration delay, Runnable task) {
    afterNanos(delay.toNanos(), task);
  }

  /** Runs a task when this many nanoseconds have passed. */
  public void afterNanos(long delay, Runnable task) {
    boolean isFirst;
    synchronized (this) {
      long at = time.nanoTime() + delay;
      Task first = tasks.peek();
      isFirst = first == null || at < first.atNanos();
      tasks.add(new Task(at, made++, task));
    }
    if (isFirst) {
      wakeup.wake(); // the loop sleeps until the one that was first before
    }
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

  private record Task(long atNanos, long order, Runnable action) implements Comparable<Task> {

    @Override
    public int compareTo(Task other) {
      return atNanos == other.atNanos
          ? Long.compare(order, other.order)
          : Long.compare(atNanos, other.atNanos);
    }
  }
}
