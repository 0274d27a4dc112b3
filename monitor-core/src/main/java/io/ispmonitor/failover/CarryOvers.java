package io.ispmonitor.failover;

import io.ispmonitor.failover.FailoverEvent.CarriedOver;
import io.ispmonitor.failover.Position.Verdict;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has carried over what may be in the fallback: before the return, and the rest after it. At most
 * one carry-over is under way, one that was given up and hangs included. Guarded by its owner.
 */
final class CarryOvers<T> {
  private final FailoverSettings<T> settings;
  private final FailoverLimits limits;
  private final TimeSource time;
  private final Executor executor;
  private final Errands errands;
  private final Place<T> place;
  private final Tally tally;
  private final Consumer<Runnable> guarded;
  private final Debt debt;
  private @Nullable CarryOverRun run;
  private @Nullable CarriedOver last;

  /**
   * Nothing is carried over yet, but an earlier run of the program may have left something.
   *
   * @param reports how many failures callers have reported
   * @param guarded runs what it is given while nobody else touches what the owner guards, also
   *     after the close
   */
  CarryOvers(
      FailoverSettings<T> settings,
      Errands errands,
      Place<T> place,
      Tally tally,
      LongSupplier reports,
      Consumer<Runnable> guarded) {
    this.settings = settings;
    this.limits = settings.limits();
    this.time = settings.time();
    this.executor = settings.executorFor("carry-over");
    this.errands = errands;
    this.place = place;
    this.tally = tally;
    this.guarded = guarded;
    this.debt = new Debt(limits, place.position(), reports, time.nanoTime());
  }

  /** Whether the host has something to carry over at all. */
  boolean isWanted() {
    return settings.carryOver() != null;
  }

  /** Whether something may be in the fallback that the primary lacks. */
  boolean isOwed() {
    return isWanted() && debt.isOwed();
  }

  /** The one under way, one that was given up and has not come back included. */
  @Nullable CarryOverRun run() {
    return run;
  }

  /** How the last one ended; null before the first. */
  @Nullable CarriedOver last() {
    return last;
  }

  /** What is said when the checks allow to return. */
  String announcement() {
    return isUnderWay()
        ? "the fallback stays in use while what went to it is being carried over"
        : "what went to the fallback is carried over before the primary is used again";
  }

  /** The checks allow to return, which happens once everything has arrived. */
  void beforeReturn() {
    if (!isUnderWay()) {
      begin(true);
    }
  }

  /** A check begins: whether it succeeds says something of what was reported until now. */
  void checkBegins() {
    debt.checkBegins();
  }

  /** The check succeeded, so that the rest may be carried over, also while callers report on. */
  void checkSucceeded() {
    debt.checkSucceeded();
    if (awaitsRest() && debt.isDue(time.nanoTime())) {
      begin(false);
    }
  }

  /** Does what is due; the next time at which something is. */
  long turn(long now) {
    CarryOverRun current = run;
    if (current != null && isUnderWay() && now - expiryNanos(current) >= 0) {
      giveUp("no progress for " + Words.of(limits.carryOverTimeout()));
    }
    boolean awaitsRest = awaitsRest() && !debt.isDoubted();
    if (awaitsRest && debt.isDue(now)) {
      begin(false);
      awaitsRest = awaitsRest();
    }
    return Math.min(nextExpiryNanos(), awaitsRest ? debt.dueNanos() : Step.ON_WAKE);
  }

  private boolean isUnderWay() {
    return run != null && !run.call().isGivenUp();
  }

  private boolean awaitsRest() {
    return isWanted() && !isUnderWay() && debt.isPayable();
  }

  private long expiryNanos(CarryOverRun current) {
    return current.movedNanos() + limits.carryOverTimeout().toNanos();
  }

  private long nextExpiryNanos() {
    CarryOverRun current = run;
    return current == null || !isUnderWay() ? Step.ON_WAKE : expiryNanos(current);
  }

  private void begin(boolean isBefore) {
    CarryOver<? super T> carryOver = settings.carryOver();
    CarryOverRun hanging = run;
    if (carryOver == null) {
      return;
    }
    if (hanging != null) {
      failed(
          hanging,
          "the carry-over of %s was given up and has not come back, and none is started beside it"
              .formatted(hanging.call().at()));
      return;
    }
    CarryOverRun begun =
        new CarryOverRun(
            time,
            progress -> carryOver.carryOver(settings.fallback(), settings.primary(), progress),
            over -> guarded.accept(() -> finish(over)),
            isBefore,
            debt.mark());
    run = begun;
    errands.add(begun.call(), executor, why -> guarded.accept(() -> dropRefused(begun, why)));
  }

  private void dropRefused(CarryOverRun refused, Throwable why) {
    if (run == refused) {
      run = null;
      failed(refused, "the executor took no carry-over: " + Words.of(why));
    }
  }

  private void finish(CarryOverRun over) {
    if (run != over) {
      return;
    }
    run = null;
    Throwable failure = over.call().failure();
    if (over.call().isGivenUp()) {
      return; // that was told when it was given up
    }
    if (failure == null) {
      succeeded(over);
    } else {
      failed(over, Words.of(failure));
    }
  }

  private void succeeded(CarryOverRun done) {
    Position position = place.position();
    boolean isOfThisStay = position.switches() == done.mark().switches();
    boolean returns = done.isBefore() && isOfThisStay && position.mayReturn(time.nanoTime());
    if (!done.isBefore() && isOfThisStay) {
      debt.settle(done.mark(), time.nanoTime());
    }
    String follows = place.follow(returns ? Verdict.RETURN : Verdict.STAY);
    tell(done, true, "everything has arrived; " + follows, returns);
  }

  /** The primary is not used any more: one that goes to it would only delay the next return. */
  void primaryLeft() {
    giveUp("the primary was left");
  }

  /** Ends the one under way, if there is one, and says why. */
  void giveUp(String why) {
    CarryOverRun current = run;
    if (current != null && isUnderWay()) {
      current.call().giveUp();
      failed(current, why);
    }
  }

  /** The one under way is interrupted, and nothing is said; it is over when it comes back. */
  void close() {
    CarryOverRun current = run;
    if (current != null) {
      current.call().giveUp();
      run = current.call().hasBegun() ? current : null; // one that has not begun never will
    }
  }

  private void failed(CarryOverRun failed, String why) {
    tally.carryOversFailed++;
    debt.postpone(time.nanoTime());
    tell(failed, false, why + "; " + afterFailure(), false);
  }

  private String afterFailure() {
    Position position = place.position();
    if (position.target() == FailoverTarget.PRIMARY) {
      return "the primary stays in use, and it is tried again in " + Words.of(limits.interval());
    }
    return position.mode() == FailoverMode.AUTO
        ? "the fallback stays in use, and it is tried again after a check that succeeds"
        : position.outlook(time.nanoTime());
  }

  private void tell(CarryOverRun over, boolean succeeded, String reason, boolean switched) {
    CarriedOver event =
        new CarriedOver(
            time.instant(),
            succeeded,
            Duration.ofNanos(time.nanoTime() - over.call().madeNanos()),
            over.carried(),
            reason,
            place.position().target(),
            switched);
    last = event;
    place.tell(event);
  }
}
