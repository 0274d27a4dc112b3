package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.delivery.Courier;
import io.ispmonitor.alerting.delivery.Lanes;
import io.ispmonitor.alerting.message.Phrases;
import io.ispmonitor.alerting.message.Wording;
import io.ispmonitor.alerting.rule.DeviceLimits;
import io.ispmonitor.alerting.rule.Verdict;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an alerting that runs, put together. */
final class Works implements MonitorListener, Courier, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Works.class);
  private static final long STUCK = Duration.ofSeconds(30).toNanos();
  private static final int RECONCILED_EVERY = 60;
  private static final int SELF_EVERY = 10;
  private static final Set<String> REVIEWED =
      Set.of(InMaintenance.NAME, Inhibited.NAME, Muted.NAME);

  /** Ends of alerts are told after a restart when they are no older. */
  private static final Duration ENDED = Duration.ofHours(1);

  private static final int MOST_ENDED = 5_000;

  private final Guard guard = new Guard();
  private final AlertingSettings settings;
  private final MonitorContext monitor;
  private final TimeSource time;
  private final Desk desk;
  private final Map<String, Wording> wordings = new HashMap<>();
  private final Lanes lanes;
  private final Book book;
  private final Muted muted;
  private final Reachability reachability;
  private final Telling telling;
  private final Ends ends;
  private final Care care;
  private final Intake intake;
  private final Receipts receipts;
  private final Threads threads;
  private final Writer writer;
  private final Evaluating evaluating;
  private final SelfWatch selfWatch;
  private final InventoryListener.Registration inventory;
  private int reviews;

  Works(AlertingSettings wanted, MonitorContext monitor) {
    this.settings = wanted.guarded(guard);
    this.monitor = monitor;
    this.time = monitor.time();
    this.desk = new Desk(time);
    settings
        .channels()
        .forEach((channel, options) -> wordings.put(channel.name(), wording(options)));
    Inhibited inhibited = new Inhibited(settings.inhibitions());
    this.book = new Book(settings.alerts(), inhibited::changed);
    this.muted = new Muted(time);
    this.reachability =
        new Reachability(monitor, settings.severities(), this::takeHere, this::expectHere);
    Diary diary = new Diary(settings.ledger(), time);
    Recent recent = new Recent();
    this.threads = new Threads();
    this.lanes = new Lanes(settings.channels(), time, monitor.threads(), settings.outbox(), this);
    this.writer = new Writer(lanes, this::wording, diary, time, threads);
    Stages stages =
        new Stages(
            List.of(
                new RootCause(monitor, reachability),
                new InMaintenance(monitor, reachability),
                new Judged(monitor, reachability),
                inhibited,
                muted),
            book,
            diary,
            time);
    Routes routes = new Routes(settings.routes());
    this.ends = new Ends(book, routes, diary, writer);
    this.telling =
        new Telling(stages, routes, book, diary, writer, ends, time, desk.wheel(), recent);
    this.care = new Care(stages, telling, routes, book, diary, writer, time, desk.wheel());
    this.intake = new Intake(monitor, book, telling, desk.wheel());
    this.receipts =
        new Receipts(
            settings.alerts(), book, ends, diary, lanes, writer, care, recent, threads, time);
    this.selfWatch = new SelfWatch(monitor, intake::take);
    this.evaluating =
        new Evaluating(
            settings.rules(),
            settings.limits(),
            monitor.inventory(),
            time,
            desk.wheel(),
            intake::take);
    this.inventory = monitor.inventory().listen(this::follow);
  }

  private Wording wording(ChannelOptions options) {
    return new Wording(Phrases.of(options.language(), settings.phrases()), settings.zone());
  }

  private Wording wording(String channel) {
    Wording wording = wordings.get(channel);
    if (wording == null) {
      throw new IllegalArgumentException("there is no channel '" + channel + "'");
    }
    return wording;
  }

  TimeSource time() {
    return time;
  }

  /** What was open goes on, and what happens is heard from now on. */
  void start() {
    for (Alert alert : settings.alerts().open()) {
      Case one = new Case(alert, true);
      book.open(one);
      reachability.restore(alert);
      selfWatch.restore(alert);
      care.restored(one);
      restoreThreads(one);
    }
    restoreEnds();
    restoreUnderWay();
    desk.submitSurely(this::begin);
    desk.start(this::due, this::review, monitor.threads());
    monitor.listen((MonitorListener) this);
    if (evaluating.isNeeded()) {
      monitor.listen(this::onOutcome);
    }
  }

  private void begin() {
    Instant now = time.instant();
    evaluating.start(settings.alerts().open());
    for (Case one : List.copyOf(book.all())) {
      String source = one.alert.source();
      boolean isGone = !source.equals(Alert.MONITOR) && monitor.inventory().find(source).isEmpty();
      if (isGone) {
        intake.forget(source, now);
      } else {
        telling.consider(one);
      }
    }
    ends.begin();
  }

  /** What ended shortly before the program did. */
  private void restoreEnds() {
    Instant from = time.instant().minus(ENDED);
    for (Alert alert : settings.alerts().since(from, MOST_ENDED)) {
      boolean isLeft =
          !alert.isOpen()
              && !alert.facts().containsKey(Intake.ONCE)
              && !alert.facts().containsKey(Reachability.TAKEN_OVER)
              && alert.notified().stream().anyMatch(told -> told.endAt() == null);
      if (isLeft) {
        ends.restore(alert);
      }
    }
  }

  /** What is on its way to a channel is not sent once more. */
  private void restoreUnderWay() {
    for (OutboxEntry entry : settings.outbox().all()) {
      Notice notice = entry.notice();
      UnderWay is = new UnderWay(entry.channel(), notice.id(), notice.kind());
      for (Alert alert : notice.alerts()) {
        Optional<Case> open = book.ofId(alert.id());
        if (open.isPresent()) {
          open.get().sent(is);
        } else if (!alert.facts().containsKey(Intake.ONCE)) {
          settings
              .alerts()
              .find(alert.id())
              .filter(ended -> !ended.isOpen())
              .ifPresent(ended -> ends.restore(ended).sent(is));
        }
      }
    }
  }

  private void restoreThreads(Case one) {
    for (Notified told : one.alert.notified()) {
      Receipt receipt = told.receipt();
      if (receipt != null) {
        threads.told(told.channel(), one.incident(), receipt);
      }
    }
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
    lanes.watch(time.nanoTime());
    boolean reconciles = ++reviews % RECONCILED_EVERY == 0;
    if (reviews % SELF_EVERY == 0) {
      selfWatch.look();
    }
    for (Case one : new ArrayList<>(book.all())) {
      if (reconciles || REVIEWED.contains(one.heldBy)) {
        telling.consider(one);
      }
      if (reconciles) {
        reachability.reconcile(one.alert);
      }
    }
  }

  private void takeHere(Signal signal) {
    intake.take(signal);
  }

  private void expectHere(Signal.Raised raised) {
    intake.expect(raised);
  }

  boolean take(Signal signal) {
    return desk.submit(() -> intake.take(signal));
  }

  @Override
  public void onStateChange(StateChange change) {
    desk.submit(
        () -> {
          boolean wasOpenBefore =
              book.about(change.device()).stream().anyMatch(one -> one.isRestored);
          reachability.changed(change, wasOpenBefore);
          book.about(change.device()).stream()
              .filter(one -> !Reachability.isState(one.alert))
              .forEach(telling::consider);
          evaluating.take(change);
        });
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    desk.submit(() -> reachability.announced(announcement));
  }

  @Override
  public void onIsolation(Isolation isolation) {
    desk.submit(() -> reachability.isolated(isolation));
  }

  @Override
  public void onObservation(Observation observation) {
    desk.submit(() -> evaluating.take(observation));
  }

  private void onOutcome(ProbeResult result) {
    desk.submit(() -> evaluating.take(result));
  }

  private void follow(InventoryDiff diff) {
    desk.submit(
        () -> {
          diff.added().forEach(evaluating::meet);
          for (Device device : diff.removed()) {
            evaluating.forget(device.id());
            intake.forget(device.id(), time.instant());
          }
        });
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
    wording(channel); // which knows whether there is one
    desk.submitSurely(() -> writer.test(channel));
  }

  @Override
  public void delivered(OutboxEntry entry, DeliveryResult.Delivered result) {
    desk.submitSurely(() -> receipts.delivered(entry, result));
  }

  @Override
  public void delayed(OutboxEntry entry, String reason) {
    desk.submitSurely(() -> receipts.delayed(entry, reason));
  }

  @Override
  public void held(OutboxEntry entry, String reason) {
    desk.submitSurely(() -> receipts.held(entry, reason));
  }

  @Override
  public void givenUp(OutboxEntry entry, String reason) {
    desk.submitSurely(() -> receipts.givenUp(entry, reason));
  }

  @Override
  public void merged(List<OutboxEntry> entries, OutboxEntry digest) {
    desk.submitSurely(() -> receipts.merged(entries, digest));
  }

  @Override
  public Message digest(String channel, List<Notice> notices) {
    return wording(channel).digest(notices);
  }

  List<HealthCheck> health() {
    List<HealthCheck> checks = new ArrayList<>(lanes.health());
    checks.add(guard.health());
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

  @Override
  public void close() {
    inventory.close();
    lanes.close();
    desk.close();
  }
}
