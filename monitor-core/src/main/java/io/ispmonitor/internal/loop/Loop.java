package io.ispmonitor.internal.loop;

import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.internal.gauge.Timings;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop with a heartbeat. Whatever its step owns is touched by one thread at a time; when that
 * thread hangs in host code, the watchdog lets another one go on.
 */
public final class Loop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  /** How much of a stack the health report shows. */
  private static final int MOST_FRAMES = 20;

  private final String name;
  private final TimeSource time;
  private final Step step;
  private final RepeatedLog failures;
  private final Lateness lateness;
  private final Timings latenesses = new Timings();
  private final List<HostCall> leftBehind = new CopyOnWriteArrayList<>();
  private volatile @Nullable Wakeup wakeup;
  private long plannedNanos;
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong failedTurns = new AtomicLong();
  private final AtomicLong replaced = new AtomicLong();

  /** When it last began a turn or came back from host code. */
  private volatile long movedNanos;

  private volatile boolean running;
  private volatile @Nullable HostCall call;

  /** A loop that is not started yet. */
  public Loop(String name, TimeSource time, LogDesk desk, Step step) {
    this.name = name;
    this.time = time;
    this.step = step;
    this.failures = new RepeatedLog(log, time, desk);
    this.movedNanos = time.nanoTime();
    this.plannedNanos = movedNanos;
    this.lateness = new Lateness(movedNanos);
  }

  /** Begins to run. */
  public void start(ThreadFactory threads) {
    movedNanos = time.nanoTime();
    plannedNanos = movedNanos;
    wakeup = time.drive(name, this::turn, threads);
  }

  /** Whether it was started; until then it takes no turns. */
  public boolean isStarted() {
    return wakeup != null;
  }

  /** The loop's name. */
  public String name() {
    return name;
  }

  /** Asks for a turn soon. Any thread. */
  public void wake() {
    Wakeup driven = wakeup;
    if (driven != null) {
      driven.wake();
    }
  }

  /**
   * Calls host code. An exception is logged with its trace and counted. To be called by the loop's
   * own step only, which must be ready to be left at this point for ever.
   *
   * @param what for the log: what the host is asked to do, in the infinitive
   * @param subject for the log: with whom or what
   * @return whether the call was made and came back without an exception
   */
  public boolean call(HostPart part, String what, Object subject, Runnable code) {
    if (part.isBarred()) {
      part.countBarred();
      return false;
    }
    long since = time.nanoTime();
    HostCall made = new HostCall(part, what, subject, since, Thread.currentThread());
    call = made;
    Throwable failure = run(code);
    if (!made.comeBack()) {
      leftBehind.remove(made);
      part.isBack(made, time.nanoTime() - since);
      throw new LeftBehindException(made);
    }
    call = null;
    movedNanos = time.nanoTime();
    part.countDuration(movedNanos - since);
    if (failure == null) {
      return true;
    }
    part.countFailure(failure);
    failures.warn(part.name(), "HOST_CODE_FAILED {} failed to {}", part.name(), made, failure);
    return false;
  }

  /** Starts no further turn but one that was asked for by {@link #wake()}. */
  @Override
  public void close() {
    Wakeup driven = wakeup;
    if (driven != null) {
      driven.close();
    }
  }

  /** Waits for the turn that is under way; false when the time was over first. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    Wakeup driven = wakeup;
    return driven == null || driven.awaitEnd(atMost);
  }

  /** How it is doing. */
  public LoopHealth health(Duration stuckAfter) {
    long now = time.nanoTime();
    String stuckIn = stuckIn(now, stuckAfter);
    return new LoopHealth(
        name,
        turns.get(),
        isStarted() ? Duration.ofNanos(Math.max(0, now - movedNanos)) : Duration.ZERO,
        lateness.quantile(0.5),
        lateness.quantile(0.99),
        failedTurns.get(),
        replaced.get(),
        stuckIn,
        stuckIn == null ? leftStack() : stack());
  }

  /** How often it went on with a new thread. */
  public long replaced() {
    return replaced.get();
  }

  /** How many of its turns ended with an exception. */
  public long failedTurns() {
    return failedTurns.get();
  }

  /** How late its turns begin. */
  public Timings latenesses() {
    return latenesses;
  }

  private List<String> stack() {
    HostCall made = call;
    return Stack.of(made == null ? thread() : made.thread, MOST_FRAMES);
  }

  /** Of the thread that was left behind last and has not come back. */
  private List<String> leftStack() {
    List<String> stack = List.of();
    for (HostCall left : leftBehind) {
      stack = left.hasEnded() ? stack : Stack.of(left.thread, MOST_FRAMES);
    }
    return stack;
  }

  /** What it has been doing for too long; null when it is not stuck. */
  @Nullable String stuckIn(long now, Duration after) {
    HostCall made = call;
    if (made != null) {
      return now - made.sinceNanos > after.toNanos() ? made.part + ": " + made : null;
    }
    return running && now - movedNanos > after.toNanos() ? "its own turn" : null;
  }

  /** Which host code it waits for at present, and for how long; null when for none. */
  public @Nullable String waitsFor() {
    HostCall made = call;
    return made == null
        ? null
        : "%s for %d s: %s"
            .formatted(
                made.part, Duration.ofNanos(time.nanoTime() - made.sinceNanos).toSeconds(), made);
  }

  /** The call of host code under way. */
  @Nullable HostCall currentCall() {
    return call;
  }

  /** The thread it runs on, where it has one. */
  @Nullable Thread thread() {
    Wakeup driven = wakeup;
    return driven == null ? null : driven.thread().orElse(null);
  }

  /** Goes on with a new thread, if the call has not come back meanwhile. */
  boolean leaveBehind(HostCall stuck) {
    Wakeup driven = wakeup;
    if (driven == null || call != stuck || !stuck.leaveBehind()) {
      return false;
    }
    leftBehind.removeIf(HostCall::hasEnded); // one that came back while it was being left behind
    leftBehind.add(stuck);
    stuck.part.leftBehind(stuck);
    call = null;
    replaced.incrementAndGet();
    driven.replace();
    return true;
  }

  private long turn(long now) {
    long late = now - plannedNanos;
    lateness.record(now, late);
    latenesses.record(late);
    movedNanos = now;
    running = true;
    turns.incrementAndGet();
    try {
      plannedNanos = step.run(now);
    } catch (LeftBehindException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      failedTurns.incrementAndGet();
      failures.warn("turn", "LOOP_FAILED loop {} failed and goes on: {}", name, "one turn lost", e);
      plannedNanos = now + Duration.ofSeconds(1).toNanos();
    }
    running = false;
    return plannedNanos;
  }

  private static @Nullable Throwable run(Runnable code) {
    try {
      code.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }
}
