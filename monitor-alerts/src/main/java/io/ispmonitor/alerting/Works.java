package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.delivery.Lanes;
import io.ispmonitor.alerting.delivery.Right;
import io.ispmonitor.alerting.rule.DeviceLimits;
import io.ispmonitor.alerting.rule.Verdict;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The parts of an alerting that runs, put together. */
final class Works implements AutoCloseable {
  private static final long STUCK = Duration.ofSeconds(30).toNanos();
  private static final int RECONCILED_EVERY = 60;
  private static final int SELF_EVERY = 10;

  /** So many times states from before the program may still come in. */
  private static final int FIRST_REVIEWS = 10;

  private static final Set<String> REVIEWED =
      Set.of(InMaintenance.NAME, Inhibited.NAME, Muted.NAME);

  private final Guard guard = new Guard();
  private final AlertingSettings settings;
  private final MonitorContext monitor;
  private final TimeSource time;
  private final Desk desk;
  private final Dispatch dispatch;
  private final Lanes lanes;
  private final Book book;
  private final Muted muted;
  private final Observed observed;
  private final Reconciling reconciling;
  private final Telling telling;
  private final Care care;
  private final Intake intake;
  private final Writer writer;
  private final Recent recent;
  private final Evaluating evaluating;
  private final SelfWatch selfWatch;
  private final Ear ear;
  private final Revival revival;
  private int reviews;

  Works(AlertingSettings wanted, MonitorContext monitor) {
    this.settings = wanted.guarded(guard);
    this.monitor = monitor;
    this.time = monitor.time();
    this.desk = new Desk(time);
    this.dispatch = new Dispatch(desk, settings);
    Inhibited inhibited = new Inhibited(settings.inhibitions());
    this.book = new Book(settings.alerts(), inhibited::changed);
    this.muted = new Muted(time);
    Reachability reachability =
        new Reachability(
            monitor,
            settings.severities(),
            is -> intakeHere().take(is),
            is -> intakeHere().expect(is));
    Diary diary = new Diary(settings.ledger(), time);
    this.recent = new Recent();
    Threads threads = new Threads();
    this.lanes =
        new Lanes(
            settings.channels(),
            time,
            monitor.threads(),
            settings.outbox(),
            dispatch,
            new Right(monitor.leadership()));
    this.writer = new Writer(lanes, dispatch::wording, diary, time, threads);
    this.observed = new Observed(monitor);
    Stages stages =
        new Stages(
            List.of(
                new RootCause(monitor, reachability),
                new InMaintenance(monitor, reachability),
                new Judged(monitor, reachability),
                inhibited,
                muted,
                observed),
            book,
            diary,
            time);
    Routes routes = new Routes(settings.routes());
    Ends ends = new Ends(book, routes, diary, writer);
    this.telling =
        new Telling(stages, routes, book, diary, writer, ends, time, desk.wheel(), recent);
    this.care = new Care(stages, telling, routes, book, diary, writer, time, desk.wheel());
    this.intake = new Intake(monitor, book, telling, desk.wheel());
    dispatch.to(
        new Receipts(
            settings.alerts(), book, ends, diary, lanes, writer, care, recent, threads, time));
    this.reconciling = new Reconciling(monitor, reachability, book, intake::take);
    this.selfWatch = new SelfWatch(monitor::health, time, intake::take);
    this.evaluating =
        new Evaluating(
            settings.rules(),
            settings.limits(),
            monitor.inventory(),
            time,
            desk.wheel(),
            intake::take);
    evaluating.observe(monitor.observing(), monitor::observes);
    this.ear = new Ear(monitor, desk, book, reachability, telling, intake, evaluating);
    this.revival =
        new Revival(settings, monitor, book, ends, intake, telling, evaluating)
            .with(reachability::restore)
            .with(selfWatch::restore)
            .withGone(reachability::forget)
            .withCases(care::restored)
            .withCases(threads::restored);
  }

  private Intake intakeHere() {
    return intake;
  }

  TimeSource time() {
    return time;
  }

  /** What was open goes on, and what happens is heard from now on. */
  void start() {
    revival.read();
    desk.submitSurely(revival::begin);
    desk.start(this::due, this::review, monitor.threads());
    ear.open();
  }

  private void due(TimerWheel.Timer timer) {
    if (timer instanceof Case one) {
      if (one.alert.isOpen()) {
        telling.consider(one);
        care.due(one);
      }
    } else if (timer instanceof Group group) {
      telling.flush(group, time.nanoTime());
    } else if (timer == evaluating) {
      evaluating.turn();
    }
  }

  /** What keeps an alert back may be over without anybody saying so. */
  private void review() {
    long now = time.nanoTime();
    lanes.watch(now);
    recent.forgetOld(now);
    boolean reconciles = ++reviews % RECONCILED_EVERY == 0;
    if (reviews % SELF_EVERY == 0) {
      selfWatch.look();
    }
    boolean isFirst = reviews <= FIRST_REVIEWS;
    if (reconciles || isFirst) {
      reconciling.lookForLost();
    }
    for (Case one : new ArrayList<>(book.all())) {
      if (isFirst) {
        reconciling.lookForEnded(one);
      }
      if (reconciles || REVIEWED.contains(one.heldBy)) {
        telling.consider(one);
      }
      if (reconciles) {
        reconciling.look(one.alert);
      }
    }
  }

  boolean take(Signal signal) {
    return desk.submit(() -> intake.take(signal));
  }

  DeviceLimits limits() {
    return evaluating.limits();
  }

  CompletableFuture<List<Verdict>> evaluateNow(String device) {
    CompletableFuture<List<Verdict>> verdicts = new CompletableFuture<>();
    boolean isTaken = desk.submit(() -> verdicts.complete(evaluating.evaluateNow(device)));
    if (!isTaken) {
      verdicts.completeExceptionally(
          new IllegalStateException("alerting is overrun; ask again later"));
    }
    return verdicts;
  }

  void acknowledge(String id, Acknowledgement by) {
    desk.submitSurely(() -> book.ofId(id).ifPresent(one -> care.acknowledge(one, by)));
  }

  void takeBack(String id, String by) {
    desk.submitSurely(
        () -> book.ofId(id).ifPresent(one -> care.takeBack(one, by + " takes it back")));
  }

  IncidentReport report(Alert alert) {
    return new Reporter(settings, monitor).report(alert);
  }

  void mute(Mute mute) {
    muted.add(mute);
    desk.submitSurely(() -> List.copyOf(book.all()).forEach(telling::consider));
  }

  boolean unmute(String id) {
    return muted.remove(id);
  }

  List<Mute> mutes() {
    return muted.inForce();
  }

  void test(String channel) {
    dispatch.wording(channel); // which knows whether there is one
    desk.submitSurely(() -> writer.test(channel));
  }

  Optional<String> stall(Duration longest) {
    Duration silent = Duration.ofNanos(desk.silentNanos());
    return silent.compareTo(longest) <= 0
        ? Optional.empty()
        : Optional.of("no decision for %d s".formatted(silent.toSeconds()));
  }

  List<HealthCheck> health() {
    List<HealthCheck> checks = new ArrayList<>(lanes.health());
    checks.add(guard.health());
    checks.add(rules());
    checks.add(observed.health());
    boolean isStuck = desk.silentNanos() > STUCK;
    String detail =
        "%d alerts open, %d decisions wait, %d lost"
            .formatted(
                settings.alerts().open().size(), desk.waiting(), desk.refused() + intake.refused());
    checks.add(
        isStuck
            ? HealthCheck.failing("alerting", "no decision for 30 s; " + detail)
            : desk.refused() + intake.refused() > 0
                ? HealthCheck.degraded("alerting", "it was overrun; " + detail)
                : HealthCheck.healthy("alerting", detail));
    return checks;
  }

  private HealthCheck rules() {
    long left = evaluating.leftOut();
    return left == 0
        ? HealthCheck.healthy("rules", "")
        : HealthCheck.degraded(
            "rules", left + " parts of devices are not watched: there is no room for more");
  }

  @Override
  public void close() {
    ear.close();
    lanes.close();
    desk.close();
  }
}
