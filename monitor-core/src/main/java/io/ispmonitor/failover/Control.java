package io.ispmonitor.failover;

import io.ispmonitor.failover.FailoverEvent.ModeSet;
import io.ispmonitor.failover.Position.Verdict;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Guards what a failover knows. Nothing is called here that is the host's: what is to be called and
 * told is left with {@link Errands} and the {@link EventLane}, which are run without the lock.
 */
final class Control<T> {
  private final FailoverSettings<T> settings;
  private final TimeSource time;
  private final EventLane lane;
  private final Runnable afterwards;
  private final Place<T> place;
  private final CarryOvers<T> carryOvers;
  private final Checks<T> checks;
  private final Tally tally = new Tally();
  private final LongAdder reports = new LongAdder();

  private volatile long expectedNanos = Step.ON_WAKE;
  private volatile boolean isRunning;
  private boolean isClosed;

  /**
   * Not running yet.
   *
   * @param afterwards called without the lock after something has changed from outside
   */
  Control(FailoverSettings<T> settings, EventLane lane, Errands errands, Runnable afterwards) {
    this.settings = settings;
    this.time = settings.time();
    this.lane = lane;
    this.afterwards = afterwards;
    this.place = new Place<>(settings, lane);
    this.carryOvers = new CarryOvers<>(settings, errands, place, tally, reports::sum, this::note);
    this.checks = new Checks<>(settings, errands, place, carryOvers, tally, this::change);
  }

  /** Something has ended on another thread. */
  private void change(Runnable change) {
    note(
        () -> {
          if (isRunning) {
            change.run();
          }
        });
  }

  /** The same, but known after the close as well. */
  private void note(Runnable end) {
    synchronized (this) {
      end.run();
    }
    afterwards.run();
  }

  synchronized void start() {
    isRunning = true;
    checks.start();
  }

  synchronized void close() {
    isRunning = false;
    isClosed = true;
    expectedNanos = Step.ON_WAKE;
    lane.close();
    checks.close();
    carryOvers.close();
  }

  /** Does what is due; the next time at which something is. */
  synchronized long turn(long now) {
    if (!isRunning) {
      return Step.ON_WAKE;
    }
    long next = Math.min(checks.turn(now), carryOvers.turn(now));
    expectedNanos = next;
    return next;
  }

  /** Whether it has been left alone since it should have had a turn; for how long. */
  long lateNanos() {
    long expected = expectedNanos;
    return expected == Step.ON_WAKE ? 0 : Math.max(0, time.nanoTime() - expected);
  }

  /** The service to be used. Any thread. */
  T current() {
    return place.current();
  }

  /** The checks, or the host, decide from now on; after the close nobody does. */
  void set(FailoverMode mode) {
    synchronized (this) {
      FailoverMode before = place.position().mode();
      if (isClosed || mode == before) {
        return;
      }
      Verdict verdict = place.position().set(mode);
      String follows = place.follow(verdict);
      FailoverTarget target = place.position().target();
      boolean switched = verdict != Verdict.STAY;
      place.tell(new ModeSet(time.instant(), before, mode, follows, target, switched));
      if (mode == FailoverMode.FORCE_FALLBACK) {
        carryOvers.giveUp("the mode was set to " + mode);
      } else if (verdict == Verdict.LEAVE) {
        carryOvers.primaryLeft();
      }
    }
    afterwards.run();
  }

  /** A caller could not use the primary. False when that changes nothing. */
  boolean report(String reason) {
    if (!isRunning || place.position().target() == FailoverTarget.FALLBACK) {
      return false;
    }
    reports.increment();
    if (checks.isAsked() || !ask(Words.of(reason))) {
      return false; // thousands may report at once, and only the first waits for the lock
    }
    afterwards.run();
    return true;
  }

  private synchronized boolean ask(String reason) {
    boolean isNew = isRunning && !checks.isAsked();
    if (isNew) {
      checks.ask(reason);
    }
    return isNew;
  }

  synchronized FailoverStatus status() {
    Position position = place.position();
    CarryOverRun run = carryOvers.run();
    return new FailoverStatus(
        settings.name(),
        isRunning,
        position.mode(),
        position.target(),
        position.since(),
        position.failuresInARow(),
        position.successesInARow(),
        checks.last(),
        carryOvers.isOwed(),
        run == null ? null : run.call().at(),
        run == null ? 0 : run.carried(),
        carryOvers.last(),
        settings.limits(),
        tally.counters(reports.sum(), position.switches(), lane.lost()));
  }
}
