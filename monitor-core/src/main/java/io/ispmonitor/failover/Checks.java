package io.ispmonitor.failover;

import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.failover.Position.Verdict;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has the primary checked and judges what comes of it. Guarded by its owner. */
final class Checks<T> {
  private final FailoverSettings<T> settings;
  private final TimeSource time;
  private final Executor executor;
  private final Errands errands;
  private final Place<T> place;
  private final CarryOvers<T> carryOvers;
  private final Tally tally;
  private final Consumer<Runnable> guarded;
  private volatile CheckCourse course;
  private @Nullable Checked last;

  /**
   * Nothing is checked yet.
   *
   * @param guarded runs what it is given while nobody else touches what the owner guards
   */
  Checks(
      FailoverSettings<T> settings,
      Errands errands,
      Place<T> place,
      CarryOvers<T> carryOvers,
      Tally tally,
      Consumer<Runnable> guarded) {
    this.settings = settings;
    this.time = settings.time();
    this.executor = settings.executorFor("check");
    this.errands = errands;
    this.place = place;
    this.carryOvers = carryOvers;
    this.tally = tally;
    this.guarded = guarded;
    this.course = new CheckCourse(settings.limits(), time.nanoTime());
  }

  /** The first check is due now. */
  void start() {
    course = new CheckCourse(settings.limits(), time.nanoTime());
  }

  /** The check under way is interrupted and does not count. */
  void close() {
    HostCall call = course.call();
    if (call != null) {
      call.giveUp();
    }
  }

  /** The last check; null before the first. */
  @Nullable Checked last() {
    return last;
  }

  /** Whether somebody has asked for a check that has not begun yet. Any thread. */
  boolean isAsked() {
    return course.isAsked();
  }

  /** Somebody asks for a check. */
  void ask(String report) {
    course.ask(report, time.nanoTime());
  }

  /** Does what is due; the next time at which something is. */
  long turn(long now) {
    HostCall call = course.call();
    if (call != null && course.tryExpire(now)) {
      call.giveUp();
      expired(call, Duration.ofNanos(now - call.madeNanos()));
    }
    if (course.isDue(now)) {
      due(now);
    }
    return course.nextTurnNanos();
  }

  private void expired(HostCall call, Duration waited) {
    if (call.hasBegun()) {
      judge(
          CheckResult.TIMED_OUT,
          waited,
          "no answer within " + Words.of(settings.limits().timeout()));
    } else {
      judge(CheckResult.NOT_STARTED, waited, notBegun(waited));
    }
  }

  private void due(long now) {
    HostCall hanging = course.call();
    if (hanging == null) {
      begin(now);
    } else {
      course.leaveOut(now);
      leftOut(hanging, Duration.ofNanos(now - hanging.madeNanos()));
    }
  }

  private void begin(long now) {
    HostCall check =
        new HostCall(
            time,
            () -> settings.check().check(settings.primary()),
            over -> guarded.accept(() -> finish(over)));
    course.begin(check, now);
    carryOvers.checkBegins();
    tally.earlyChecks += course.report() == null ? 0 : 1;
    errands.add(check, executor, why -> guarded.accept(() -> dropRefused(check, why)));
  }

  private void leftOut(HostCall hanging, Duration since) {
    if (hanging.hasBegun()) {
      judge(
          CheckResult.HANGING,
          since,
          "the check of %s has not come back for %s, and none is started beside it"
              .formatted(hanging.at(), Words.of(since)));
    } else {
      judge(CheckResult.NOT_STARTED, since, notBegun(since));
    }
  }

  private static String notBegun(Duration since) {
    return "the executor has not begun the check for %s; give it a free thread"
        .formatted(Words.of(since));
  }

  private void finish(HostCall call) {
    if (!course.end(call)) {
      tally.late++;
      return;
    }
    Duration took = Duration.ofNanos(call.tookNanos());
    Throwable failure = call.failure();
    if (failure == null) {
      judge(CheckResult.SUCCEEDED, took, "answered in " + Words.of(took));
    } else {
      judge(CheckResult.FAILED, took, Words.of(failure));
    }
  }

  private void dropRefused(HostCall call, Throwable why) {
    if (course.end(call)) {
      judge(CheckResult.NOT_STARTED, Duration.ZERO, "the executor took no check: " + Words.of(why));
    }
  }

  private void judge(CheckResult result, Duration took, String what) {
    Position position = place.position();
    Verdict verdict = position.checked(result.isSuccess(), time.nanoTime());
    boolean carriesOver = verdict == Verdict.RETURN && carryOvers.isWanted();
    String follows = carriesOver ? carryOvers.announcement() : place.follow(verdict);
    Checked event =
        new Checked(
            tally.count(result),
            time.instant(),
            result,
            took,
            what + "; " + follows,
            course.report(),
            position.failuresInARow(),
            position.successesInARow(),
            position.target(),
            verdict != Verdict.STAY && !carriesOver);
    last = event;
    place.tell(event);
    if (carriesOver) {
      carryOvers.beforeReturn();
    } else if (verdict == Verdict.LEAVE) {
      carryOvers.primaryLeft();
    }
    if (result.isSuccess()) {
      carryOvers.checkSucceeded();
    }
  }
}
