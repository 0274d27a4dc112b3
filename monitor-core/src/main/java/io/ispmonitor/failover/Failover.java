package io.ispmonitor.failover;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.time.Wakeup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Says which of two services is to be used: the primary while it works, otherwise the fallback.
 *
 * <pre>{@code
 * Failover<Orders> orders =
 *     Failover.between("orders", remoteDatabase, localFile)
 *         .check(database -> database.count())
 *         .carryOver((file, database, progress) -> file.moveAllTo(database, progress))
 *         .build();
 * orders.start();
 * orders.current().add(order);
 * }</pre>
 *
 * <p>By default the primary is checked every 60 s with a timeout of 5 s. Three failures in a row,
 * and the fallback is used; three successes in a row after at least 5 minutes, and what went to the
 * fallback is carried over and the primary is used again. A check that hangs holds up nothing: it
 * is a failure when its time is over, and one more with every check that is due until it comes
 * back; no other is started beside it.
 *
 * <p>All methods may be called from any thread and none waits for host code. Checks, carry-overs
 * and listeners run on threads of their own or on an executor that was handed in. The services stay
 * the host's: the failover calls them by the host's check and carry-over only, and does not close
 * them. It repeats no call: a caller that meets an error reports it and decides what to do.
 *
 * @param <T> the kind of service
 */
public final class Failover<T> implements AutoCloseable {
  private final FailoverSettings<T> settings;
  private final EventLane lane;
  private final Errands errands = new Errands();
  private final Control<T> control;
  private final Object life = new Object();

  // Guarded by life.
  private boolean isStarted;
  private boolean isClosed;

  private volatile @Nullable Wakeup wakeup;

  Failover(FailoverSettings<T> settings) {
    this.settings = settings;
    Executor teller = settings.executorFor("events");
    this.lane = new EventLane(settings.name(), ears(settings), teller, settings.time());
    this.control = new Control<>(settings, lane, errands, this::goOn);
  }

  private static List<FailoverListener> ears(FailoverSettings<?> settings) {
    List<FailoverListener> ears = new ArrayList<>();
    ears.add(new EventLog(settings.name()));
    ears.addAll(settings.listeners());
    return ears;
  }

  /**
   * Collects what a failover is made of.
   *
   * @param name what it is called in threads, logs and reports
   * @param primary the service that is wanted
   * @param fallback the service for when the primary is away
   */
  public static <T> FailoverBuilder<T> between(String name, T primary, T fallback) {
    return new FailoverBuilder<>(name, primary, fallback);
  }

  /** What it is called. */
  public String name() {
    return settings.name();
  }

  /**
   * Begins to check, at once for the first time. Does nothing when it runs already.
   *
   * @throws IllegalStateException when it was closed
   */
  public void start() {
    synchronized (life) {
      if (isClosed) {
        throw new IllegalStateException(
            "failover '%s' was closed and does not start again; build another one"
                .formatted(settings.name()));
      }
      if (isStarted) {
        return;
      }
      isStarted = true;
      control.start();
    }
    try {
      drivenBy(settings.time().drive(settings.threadName(), this::turn, settings.threads()));
    } catch (RuntimeException | Error e) {
      close(); // without its loop it would never leave the primary, and nobody would know
      throw e;
    }
  }

  private void drivenBy(Wakeup driven) {
    boolean isTooLate;
    synchronized (life) {
      wakeup = driven;
      isTooLate = isClosed;
    }
    if (isTooLate) {
      driven.close();
    } else {
      driven.wake(); // for what has ended before there was anybody to wake
    }
  }

  private long turn(long now) {
    long next = control.turn(now);
    errands.run();
    lane.run();
    return next;
  }

  /** Something has changed from outside the loop. */
  private void goOn() {
    errands.run();
    lane.run();
    Wakeup driven = wakeup;
    if (driven != null) {
      driven.wake();
    }
  }

  /**
   * Ends the checks; what is under way is interrupted, not waited for, and tells nothing any more.
   * {@link #current()} goes on to give what it gave last. Does nothing the second time.
   */
  @Override
  public void close() {
    synchronized (life) {
      if (isClosed) {
        return;
      }
      isClosed = true;
    }
    control.close();
    Wakeup driven = wakeup;
    if (driven != null) {
      driven.close();
    }
    lane.run();
  }

  /**
   * The service to be used at this moment. As cheap as reading a field: to be asked for every call,
   * and not kept. Before the start it is the primary, unless the fallback is forced.
   */
  public T current() {
    return control.current();
  }

  /**
   * Tells that a call to the primary failed, so that it is checked soon rather than in a minute.
   * The report itself does not count as a failure, since a call may fail for reasons of its own.
   * Between the beginnings of two checks that are made for this reason there is a pause, {@link
   * FailoverBuilder#earlyCheckAfter}; reports meanwhile are counted and change nothing. Cheap
   * enough to be called for every failure.
   *
   * <p>A caller that puts into the fallback what the primary did not take reports after that: it is
   * carried over after the next check that begins later and succeeds, also when the primary stays
   * in use.
   *
   * @param reason what happened, for the event of the check; it must hold no secret
   * @return whether a check is made because of this report; false while the fallback is used
   */
  public boolean reportFailure(String reason) {
    return control.report(Objects.requireNonNull(reason, "reason"));
  }

  /**
   * Sets who decides. A forced service is used as soon as this comes back; what went to the
   * fallback is then carried over while the primary is used. From {@link FailoverMode#AUTO} on the
   * checks decide, with what they have counted meanwhile. Forcing the fallback gives up a
   * carry-over under way. After the close this does nothing.
   */
  public void mode(FailoverMode mode) {
    control.set(Objects.requireNonNull(mode, "mode"));
  }

  /** How it stands. */
  public FailoverStatus status() {
    return control.status();
  }

  /**
   * How it stands, as a check of a health report: {@code monitor.healthCheck(failover.name(),
   * Duration.ofSeconds(10), failover::health)}. On the fallback, and in a forced mode, it is
   * degraded; it fails when calls go to a primary that does not work, or when nothing is checked.
   */
  public HealthCheck health() {
    return FailoverHealth.of(
        control.status(), control.lateNanos(), lane.busyNanos(), settings.time().instant());
  }

  @Override
  public String toString() {
    return "failover '" + settings.name() + "'";
  }
}
