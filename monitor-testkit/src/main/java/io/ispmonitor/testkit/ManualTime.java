package io.ispmonitor.testkit;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes when a test says so. Loops driven by it run on the thread that calls {@link
 * #advance}, one after the other in the order they were made, each at the moment it asked for.
 *
 * <p>Everything is deterministic as long as one thread advances. Reading the time and waking loops
 * is safe from any thread.
 */
public final class ManualTime implements TimeSource {
  private static final int MOST_TURNS_AT_ONE_MOMENT = 100_000;

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::order));

  /** Replaced as a whole when it changes, so that going through it needs neither lock nor copy. */
  private volatile ManualWakeup[] loops = {};

  private volatile Instant start;
  private volatile long nanos;
  private long tasksMade;

  private ManualTime(Instant start) {
    this.start = start;
  }

  /** Time that stands at this instant. */
  public static ManualTime startingAt(Instant instant) {
    return new ManualTime(instant);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Wakeup drive(String name, Step step, ThreadFactory threads) {
    ManualWakeup loop = new ManualWakeup(name, step);
    synchronized (this) {
      ManualWakeup[] more = Arrays.copyOf(loops, loops.length + 1);
      more[loops.length] = loop;
      loops = more;
    }
    return loop;
  }

  /** Runs something when this much time has passed. */
  public synchronized void after(Duration delay, Runnable task) {
    tasks.add(new Task(nanos + delay.toNanos(), tasksMade++, task));
  }

  /**
   * Lets time pass, stopping at every moment at which something is due. Where what runs takes time
   * itself, by {@link #pause}, this ends with the first turn that goes beyond.
   */
  public void advance(Duration duration) {
    long target = nanoTime() + duration.toNanos();
    settle(target);
    for (long next = nextMoment(); next <= target && nanoTime() <= target; next = nextMoment()) {
      set(next);
      settle(target);
    }
    set(target);
    settle(target);
  }

  /** Runs all that is due at this moment. */
  public void settle() {
    settle(Long.MAX_VALUE);
  }

  private void settle(long untilNanos) {
    long at = nanoTime();
    for (int turns = 0; at <= untilNanos && runOnce(); turns++) {
      if (turns > MOST_TURNS_AT_ONE_MOMENT) {
        throw new IllegalStateException("loops keep waking each other at " + instant());
      }
      long now = nanoTime();
      turns = now == at ? turns : 0;
      at = now;
    }
  }

  /**
   * Lets time pass with nothing running, as when the process was stopped: afterwards everything is
   * late by this much.
   */
  public void pause(Duration duration) {
    set(nanoTime() + duration.toNanos());
  }

  /** Steps the wall clock, as an administrator or a machine coming out of sleep does. */
  public synchronized void stepWallClock(Duration by) {
    start = start.plus(by);
  }

  private boolean runOnce() {
    long now = nanoTime();
    boolean ran = false;
    for (Task task = dueTask(now); task != null; task = dueTask(now)) {
      task.action().run();
      ran = true;
    }
    for (ManualWakeup loop : loops) {
      ran |= loop.runIfDue(now);
    }
    return ran;
  }

  private synchronized @Nullable Task dueTask(long now) {
    Task first = tasks.peek();
    return first != null && first.atNanos() <= now ? tasks.poll() : null;
  }

  private synchronized void forget(ManualWakeup closed) {
    loops = Arrays.stream(loops).filter(loop -> loop != closed).toArray(ManualWakeup[]::new);
  }

  private long nextMoment() {
    long next = nextTaskNanos();
    for (ManualWakeup loop : loops) {
      if (!loop.closed) {
        next = Math.min(next, loop.nextNanos);
      }
    }
    return next;
  }

  private synchronized long nextTaskNanos() {
    Task first = tasks.peek();
    return first == null ? Step.ON_WAKE : first.atNanos();
  }

  private synchronized void set(long to) {
    nanos = Math.max(nanos, to);
  }

  private record Task(long atNanos, long order, Runnable action) {}

  private final class ManualWakeup implements Wakeup {
    private final String name;
    private final Step step;
    private volatile boolean signalled;
    private volatile boolean closed;
    private volatile long nextNanos;

    ManualWakeup(String name, Step step) {
      this.name = name;
      this.step = step;
      this.nextNanos = nanoTime();
    }

    boolean runIfDue(long now) {
      if (closed || !(signalled || nextNanos <= now)) {
        return false;
      }
      signalled = false;
      nextNanos = step.run(now);
      if (nextNanos <= now) {
        signalled = true;
      }
      return true;
    }

    @Override
    public void wake() {
      signalled = true;
    }

    @Override
    public void replace() {
      signalled = true;
    }

    @Override
    public Optional<Thread> thread() {
      return Optional.empty();
    }

    @Override
    public boolean awaitEnd(Duration atMost) {
      return true;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        forget(this);
        if (signalled) {
          step.run(nanoTime());
        }
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
