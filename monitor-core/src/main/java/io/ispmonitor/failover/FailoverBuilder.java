package io.ispmonitor.failover;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link Failover} is made of. Everything has a default but the check. Not for use
 * by several threads.
 *
 * @param <T> the kind of service
 */
public final class FailoverBuilder<T> {
  private final String name;
  private final T primary;
  private final T fallback;
  private final Ranges ranges;
  private final List<FailoverListener> listeners = new ArrayList<>();
  private @Nullable Check<? super T> check;
  private @Nullable CarryOver<? super T> carryOver;
  private Duration interval = Duration.ofSeconds(60);
  private Duration timeout = Duration.ofSeconds(5);
  private int failuresToLeave = 3;
  private int successesToReturn = 3;
  private Duration dwell = Duration.ofMinutes(5);
  private Duration earlyCheckAfter = Duration.ofSeconds(5);
  private Duration carryOverTimeout = Duration.ofMinutes(10);
  private Duration linger = Duration.ofSeconds(5);
  private FailoverStart start = FailoverStart.FIRST_CHECK;
  private FailoverMode mode = FailoverMode.AUTO;
  private TimeSource time = TimeSource.system();
  private ThreadFactory threads = FailoverBuilder::daemon;
  private @Nullable Executor executor;

  FailoverBuilder(String name, T primary, T fallback) {
    this.name = Ranges.name(name);
    this.ranges = new Ranges("failover '" + name + "'");
    this.primary = Objects.requireNonNull(primary, "primary");
    this.fallback = Objects.requireNonNull(fallback, "fallback");
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  /** Finds out whether the primary works. */
  public FailoverBuilder<T> check(Check<? super T> check) {
    this.check = Objects.requireNonNull(check, "check");
    return this;
  }

  /** Brings to the primary what went to the fallback; by default nothing is carried over. */
  public FailoverBuilder<T> carryOver(CarryOver<? super T> carryOver) {
    this.carryOver = Objects.requireNonNull(carryOver, "carryOver");
    return this;
  }

  /** How often the primary is checked, 100 ms to a day; every 60 s by default. */
  public FailoverBuilder<T> interval(Duration interval) {
    this.interval =
        ranges.between("interval", interval, Duration.ofMillis(100), Duration.ofDays(1));
    return this;
  }

  /** How long a check may take, 10 ms up to the interval; 5 s by default. */
  public FailoverBuilder<T> timeout(Duration timeout) {
    this.timeout = ranges.between("timeout", timeout, Duration.ofMillis(10), Duration.ofDays(1));
    return this;
  }

  /** After how many failures in a row the fallback is used, 1 to 1,000; 3 by default. */
  public FailoverBuilder<T> failuresToLeave(int failures) {
    this.failuresToLeave = ranges.between("failuresToLeave", failures, 1, 1_000);
    return this;
  }

  /** After how many successes in a row the primary is used again, 1 to 1,000; 3 by default. */
  public FailoverBuilder<T> successesToReturn(int successes) {
    this.successesToReturn = ranges.between("successesToReturn", successes, 1, 1_000);
    return this;
  }

  /**
   * For how long the fallback is used at least, however well the checks go; 0 to 30 days, 5 minutes
   * by default. With the first check that succeeds after it the primary may be used again.
   */
  public FailoverBuilder<T> dwell(Duration dwell) {
    this.dwell = ranges.between("dwell", dwell, Duration.ZERO, Duration.ofDays(30));
    return this;
  }

  /**
   * How long after the beginning of a check {@link Failover#reportFailure} causes another, 100 ms
   * to a day; 5 s by default. So long at least is also between two carry-overs of that kind. One
   * that is longer than the interval is of no effect.
   */
  public FailoverBuilder<T> earlyCheckAfter(Duration pause) {
    this.earlyCheckAfter =
        ranges.between("earlyCheckAfter", pause, Duration.ofMillis(100), Duration.ofDays(1));
    return this;
  }

  /**
   * How long a carry-over may take without a sign of {@link Progress}, 100 ms to 7 days; 10 minutes
   * by default. Then it is interrupted and has failed.
   */
  public FailoverBuilder<T> carryOverTimeout(Duration timeout) {
    this.carryOverTimeout =
        ranges.between("carryOverTimeout", timeout, Duration.ofMillis(100), Duration.ofDays(7));
    return this;
  }

  /**
   * How long calls that had the fallback in hand when the primary was used again may still write to
   * it, 0 to an hour; 5 s by default. After that time it is carried over once more.
   */
  public FailoverBuilder<T> linger(Duration linger) {
    this.linger = ranges.between("linger", linger, Duration.ZERO, Duration.ofHours(1));
    return this;
  }

  /** What the first check decides; {@link FailoverStart#FIRST_CHECK} by default. */
  public FailoverBuilder<T> start(FailoverStart start) {
    this.start = Objects.requireNonNull(start, "start");
    return this;
  }

  /** Who decides at first; {@link FailoverMode#AUTO} by default. */
  public FailoverBuilder<T> mode(FailoverMode mode) {
    this.mode = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /** Hears what happens. */
  public FailoverBuilder<T> listener(FailoverListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** The time to live by; the machine's by default. */
  public FailoverBuilder<T> time(TimeSource time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * Makes the thread of the loop, and one for each check, each carry-over and each time there are
   * events to tell; daemon threads by default. They get names of ours.
   */
  public FailoverBuilder<T> threads(ThreadFactory threads) {
    this.threads = Objects.requireNonNull(threads, "threads");
    return this;
  }

  /**
   * Runs checks, carry-overs and listeners; threads of their own by default. It needs up to three
   * threads at once, and they must not be those that hang when the primary does: a check that is
   * not begun in time is a failure. One that runs things on the thread that hands them in may be
   * used only where no check can hang.
   */
  public FailoverBuilder<T> executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * The failover, not started yet.
   *
   * @throws IllegalArgumentException when there is no check, or its timeout is longer than the
   *     interval
   */
  public Failover<T> build() {
    Check<? super T> wanted = check;
    if (wanted == null) {
      throw new IllegalArgumentException(
          "failover '%s' has no check; add one, such as check(database -> database.ping())"
              .formatted(name));
    }
    if (timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "failover '%s': the timeout %s is longer than the interval %s; set a shorter timeout"
              .formatted(name, timeout, interval));
    }
    return new Failover<>(
        new FailoverSettings<>(
            name, primary, fallback, wanted, carryOver, limits(), mode, listeners, time, threads,
            executor));
  }

  private FailoverLimits limits() {
    return new FailoverLimits(
        interval,
        timeout,
        failuresToLeave,
        successesToReturn,
        dwell,
        earlyCheckAfter,
        carryOverTimeout,
        linger,
        start);
  }
}
