package io.ispmonitor.instance;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * One of several programs that watch the same network.
 *
 * <pre>{@code
 * try (Instance instance =
 *     Instance.builder("east", leases)
 *         .duty(
 *             leadership ->
 *                 Tenure.open(
 *                     parts -> {
 *                       JdbcStorage storage =
 *                           parts.add(
 *                               JdbcStorage.postgresql(database, directory)
 *                                   .leadership(leadership)
 *                                   .open());
 *                       return Monitor.builder()
 *                           .leadership(leadership)
 *                           .stateLog(storage.states())...build();
 *                     }))
 *         .build()) {
 *   instance.start();
 *   ...
 * }
 * }</pre>
 *
 * <p>{@link #start()} once, {@link #close()} at any time; no method waits for the duty but the
 * close, which takes as long as what has to be closed. Thread-safe.
 */
public final class Instance implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final Shift shift;
  private final LeaseLeadership leadership;
  private final TimeSource time;
  private final ThreadFactory threads;
  private final Object life = new Object();
  private @Nullable Wakeup loop;
  private boolean isClosed;

  Instance(InstanceBuilder how) {
    this.time = how.time;
    this.threads = how.threads;
    this.shift = new Shift(how, this::wake);
    this.leadership = how.leadership(shift);
    shift.follow(leadership);
  }

  /**
   * Collects what one is made of.
   *
   * @param id its name, which no other instance may have
   * @param leases the place of leases, which stays the caller's
   */
  public static InstanceBuilder builder(String id, LeaseStore leases) {
    return new InstanceBuilder(id, leases);
  }

  /**
   * Begins to ask for the lease.
   *
   * @throws IllegalStateException when it was started or closed before, or another instance has its
   *     place
   */
  public void start() {
    synchronized (life) {
      if (isClosed || loop != null) {
        throw new IllegalStateException(
            "instance '%s' was %s before; build another one"
                .formatted(shift.id(), isClosed ? "closed" : "started"));
      }
      leadership.start();
      if (shift.mode() != InstanceMode.DISABLED) {
        loop = time.drive("ispmonitor-instance", shift::turn, threads);
      }
    }
  }

  private void wake() {
    synchronized (life) {
      if (loop != null) {
        loop.wake();
      }
    }
  }

  static long next(long now) {
    return now + EVERY.toNanos();
  }

  /** How this instance stands. */
  public LeaseLeadership leadership() {
    return leadership;
  }

  /** The monitor, while one runs here. */
  public Optional<Monitor> monitor() {
    return shift.monitor();
  }

  /** All instances, this one included, as they were last seen. */
  public List<InstanceStatus> instances() {
    return leadership.instances();
  }

  /** How it stands, in words: what it is for, and whose lease it waits for. */
  public HealthCheck health() {
    return shift.health();
  }

  /** Closes the monitor, then gives the lease up so that another instance may have it at once. */
  @Override
  public void close() {
    Wakeup running;
    synchronized (life) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      running = loop;
    }
    if (running != null) {
      running.close();
      shift.end(running);
    }
    leadership.close();
  }

  @Override
  public String toString() {
    return "instance '%s' (%s)".formatted(shift.id(), shift.mode());
  }
}
