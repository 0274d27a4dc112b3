package io.ispmonitor.alerting;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that all of alerting is decided on: takes what comes in, in its order, and looks
 * after what is due. Nothing on it waits for anybody.
 */
final class Desk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);
  private static final Duration TICK = Duration.ofMillis(10);
  private static final int WHEEL_SLOTS = 1 << 12;
  private static final int MOST_WAITING = 1 << 17;
  private static final int MOST_AT_ONCE = 1 << 10;
  private static final long REVIEW = Duration.ofSeconds(1).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final TimeSource time;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final TimerWheel<TimerWheel.Timer> wheel;
  private final Deque<TimerWheel.Timer> expired = new ArrayDeque<>();
  private Consumer<? super TimerWheel.Timer> due = timer -> {};
  private Runnable review = () -> {};
  private long reviewNanos;
  private volatile @Nullable Wakeup wakeup;
  private volatile long turnedNanos;

  Desk(TimeSource time) {
    this.time = time;
    this.turnedNanos = time.nanoTime();
    this.reviewNanos = turnedNanos + REVIEW;
    this.wheel = new TimerWheel<>(TICK, WHEEL_SLOTS, turnedNanos);
  }

  /** The timers; for what runs on this thread. */
  TimerWheel<TimerWheel.Timer> wheel() {
    return wheel;
  }

  /**
   * Begins to work.
   *
   * @param due takes timers that have run out
   * @param review is called once a second
   */
  void start(Consumer<? super TimerWheel.Timer> due, Runnable review, ThreadFactory threads) {
    this.due = due;
    this.review = review;
    wakeup = time.drive("ispmonitor-alerts", this::turn, threads);
  }

  /** Has something done on the desk's thread. Any thread. False, and counted, when it is full. */
  boolean submit(Runnable task) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      refused.increment();
      return false;
    }
    add(task);
    return true;
  }

  /**
   * Has something done that must not be lost, such as noting what was delivered; there cannot be
   * many of them.
   */
  void submitSurely(Runnable task) {
    waiting.incrementAndGet();
    add(task);
  }

  private void add(Runnable task) {
    tasks.add(task);
    Wakeup running = wakeup;
    if (running != null) {
      running.wake();
    }
  }

  /** How many tasks wait. */
  int waiting() {
    return waiting.get();
  }

  /** How many tasks found no room. */
  long refused() {
    return refused.sum();
  }

  /** For how long no turn was finished, in nanoseconds. */
  long silentNanos() {
    return time.nanoTime() - turnedNanos;
  }

  private long turn(long now) {
    work();
    wheel.advance(now, expired::add);
    for (TimerWheel.Timer timer = expired.poll(); timer != null; timer = expired.poll()) {
      TimerWheel.Timer one = timer;
      run(() -> due.accept(one));
    }
    if (now - reviewNanos >= 0) {
      reviewNanos = now + REVIEW;
      run(review);
    }
    turnedNanos = time.nanoTime();
    if (!tasks.isEmpty()) {
      return turnedNanos;
    }
    long next = Math.min(reviewNanos, wheel.nextDueNanos());
    return next == Step.ON_WAKE ? reviewNanos : next;
  }

  /** Takes what came in; what is due must not wait until nothing comes in any more. */
  private void work() {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      waiting.decrementAndGet();
      run(task);
    }
  }

  /** One that fails must not take the others with it. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // of a host's own part, be it written in another language
      log.error("ALERTING_FAILED a decision about an alert failed; the others go on", e);
    }
  }

  @Override
  public void close() {
    Wakeup running = wakeup;
    if (running != null) {
      running.close();
      try {
        if (!running.awaitEnd(CLOSE)) {
          log.warn("ALERTING_STUCK alerting does not end its turn");
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      run(task); // what channels have delivered meanwhile is noted
    }
  }
}
