package io.ispmonitor.internal.path;

import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.diagnosis.Diagnoses;
import io.ispmonitor.internal.gauge.ProcessGauge;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.Watchdog;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.reachability.AffectedSubscribers;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.status.StatusEvent;
import io.ispmonitor.status.StatusTree;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.DeviceReadout;
import io.ispmonitor.telemetry.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The whole way of a question, put together: loops, the queues between them, and the watchdog over
 * all. Thread-safe. The order of starting and ending is the caller's business.
 */
public final class Path {
  private static final long WATCH_EVERY = Duration.ofSeconds(1).toNanos();

  private final PathSettings settings;
  private final List<ProbeRunner> runners = new ArrayList<>();
  private final Set<String> observing;
  private final InventoryFeed feed;
  private final JudgeDesk desk;
  private final Outputs outputs;
  private final Past past;
  private final Reachability reachability;
  private final Scopes scopes;
  private final Scheduler scheduler;
  private final Board board;
  private final Announcer announcer;
  private final Diagnoses diagnoses;
  private final LogDesk logDesk = new LogDesk();
  private final Inflow inflow = new Inflow();
  private final SeriesRegistry series = new SeriesRegistry();
  private final Loop scheduling;
  private final Loop judging;
  private final Loop storing;
  private final Loop telling;
  private final List<Loop> lookingUp = new ArrayList<>();
  private final Loop scoping;
  private final Loop watching;
  private final Loop inquiring;
  private final Life life = new Life(runners);
  private final HealthReporter health;
  private final EngineMeters meters;
  private final DeviceReader reader;
  private final List<InventoryListener.Registration> following = new ArrayList<>();

  /** Puts it together; nothing runs yet. */
  public Path(PathSettings settings, List<MonitorExtension> extensions) {
    this.settings = settings;
    for (ScheduledProbe is : settings.probes()) {
      if (is.mode() != ProbeMode.DISABLED) {
        runners.add(new ProbeRunner(is.probe(), is.schedule(), is.mode()));
      }
    }
    observing =
        runners.stream()
            .filter(is -> is.observes)
            .map(is -> is.name)
            .collect(Collectors.toUnmodifiableSet());
    desk = new JudgeDesk(settings.time());
    Rules rules = new Rules(settings.policy(), settings.overrides());
    Memory memory = new Memory(settings.time(), rules);
    outputs = new Outputs(settings.time(), memory);
    past = new Past(memory);
    Resolvers resolvers = new Resolvers(settings.time(), settings.names(), logDesk);
    feed = new InventoryFeed(this::wakeScheduler);
    Overload overload = new Overload(settings.time(), logDesk);
    AffectedSubscribers counting = settings.subscribers();
    SubscriberCounts subscribers =
        counting == null ? null : new SubscriberCounts(settings.time(), counting);
    scheduler =
        new Scheduler(
            settings.time(),
            rules,
            feed,
            runners,
            new Dependents(settings.uplinks()),
            desk,
            resolvers,
            subscribers,
            past,
            overload,
            logDesk);
    board = new Board(settings.time(), scheduler.roster());
    reachability =
        new Reachability(
            settings.time(),
            rules,
            past,
            new Uplinks(settings.uplinks()),
            outputs,
            scheduler::request);
    Judge judge = new Judge(settings.time(), desk, outputs, series, reachability);
    StoreWriter storeWriter =
        new StoreWriter(
            settings.time(),
            outputs,
            settings.metrics(),
            settings.stateLog(),
            settings.leadership(),
            logDesk);
    announcer = new Announcer(settings.time(), outputs, settings.callbacks(), logDesk);

    scheduling = new Loop("ispmonitor-schedule", settings.time(), logDesk, scheduler::turn);
    judging = new Loop("ispmonitor-judge", settings.time(), logDesk, judge::turn);
    storing = new Loop("ispmonitor-store", settings.time(), logDesk, storeWriter::turn);
    telling = new Loop("ispmonitor-listeners", settings.time(), logDesk, announcer::turn);
    lookingUp.addAll(resolvers.loops());
    if (subscribers != null) {
      Loop loop = new Loop("ispmonitor-subscribers", settings.time(), logDesk, subscribers::turn);
      subscribers.runBy(loop);
      lookingUp.add(loop);
    }
    scopes =
        new Scopes(
            settings.time(),
            settings.inventory(),
            scheduler.roster(),
            desk,
            settings.uplinks(),
            settings.maintenance(),
            past);
    scoping = new Loop("ispmonitor-scopes", settings.time(), logDesk, scopes::turn);
    scopes.runBy(scoping);
    List<Loop> loops = new ArrayList<>(List.of(scheduling, judging, storing, telling, scoping));
    loops.addAll(lookingUp);
    HostHealth hostHealth = new HostHealth(settings.time(), this::lookAtHealth);
    inquiring = new Loop("ispmonitor-health", settings.time(), logDesk, hostHealth::turn);
    hostHealth.runBy(inquiring);
    loops.add(inquiring);
    DiagnosisGround ground =
        new DiagnosisGround(
            scheduler.roster(), resolvers, outputs.onlookers, announcer, this::askNow);
    diagnoses =
        new Diagnoses(settings.time(), settings.threads(), settings.tracer(), logDesk, ground);
    loops.add(diagnoses.loop());
    Watchdog watchdog = new Watchdog(loops, settings.stuckAfter(), logDesk);
    Summary summary = new Summary(settings.summaryEvery(), settings.time().nanoTime());
    watching =
        new Loop(
            "ispmonitor-watchdog",
            settings.time(),
            logDesk,
            now -> {
              watchdog.check(now);
              diagnoses.endOverdue(now);
              summary.turn(now, this, logDesk);
              return now + WATCH_EVERY;
            });
    scheduler.runBy(scheduling);
    storeWriter.runBy(storing);
    announcer.runBy(telling);
    desk.wakeBy(judging::wake);
    logDesk.wakeBy(telling::wake);
    outputs.wakeBy(storing::wake, telling::wake);
    loops.add(watching);
    List<Supplier<QueueHealth>> queues =
        new ArrayList<>(List.of(desk::health, scheduler::health, logDesk::health));
    queues.addAll(outputs.queues());
    Recent recent = new Recent(settings.time());
    Engine engine =
        new Engine(
            settings,
            life,
            recent,
            new ProcessGauge(recent, settings.time()),
            List.copyOf(runners),
            List.copyOf(loops),
            queues,
            judge.waits(),
            outputs,
            storeWriter,
            announcer,
            inflow,
            resolvers.all(),
            hostHealth,
            overload,
            subscribers,
            past,
            scopes,
            new UplinkHealth(settings.uplinks(), scheduler.roster(), outputs),
            extensions);
    health = new HealthReporter(engine);
    meters = new EngineMeters(engine);
    reader = new DeviceReader(settings.time(), scheduler.roster(), series, settings.metrics());
  }

  /** Follows the inventory and begins to ask. */
  public void start() {
    new ProbeModes(settings.probes(), runners).tell(logDesk);
    Instant now = settings.time().instant();
    if (past.read(settings.stateLog(), settings.threads(), settings.stuckAfter(), logDesk, now)) {
      reachability.restarted(); // nobody judges yet
    }
    following.add(settings.inventory().follow(feed));
    following.add(settings.inventory().listen(scopes));
    List<Loop> loops = new ArrayList<>(lookingUp);
    loops.addAll(List.of(judging, storing, telling, scheduling, scoping, inquiring, watching));
    loops.forEach(loop -> loop.start(settings.threads()));
    life.started();
  }

  /** Ends everything within two seconds, whatever host code does. */
  public void close() {
    following.forEach(InventoryListener.Registration::close);
    life.closed();
    Ending ending = new Ending(settings.time(), settings.threads());
    diagnoses.close();
    // Against the stream, so that what is under way still gets through to stores and listeners.
    List<Loop> first = new ArrayList<>(lookingUp);
    first.addAll(List.of(diagnoses.loop(), watching, inquiring, scoping, scheduling));
    ending.end(first);
    ending.cancel(scheduler.giveUpAll("the monitor is closed"));
    outputs.closing();
    judging.wake();
    ending.end(List.of(judging));
    // Whatever the judge was still gathering for them.
    storing.wake();
    telling.wake();
    ending.end(List.of(storing, telling));
    if (announcer.hasResults() || !diagnoses.isHungUp()) {
      ending.aside(this::endDiagnoses);
    }
    outputs.stream.close(ending::aside);
  }

  /** On a thread of its own: the tracer may hang, and so may whoever waits for a result. */
  private void endDiagnoses() {
    for (Runnable result = announcer.nextResult();
        result != null;
        result = announcer.nextResult()) {
      result.run();
    }
    diagnoses.hangUp();
  }

  /** How a device stands; empty when it is not watched. */
  public Optional<DeviceStatus> status(String device) {
    return Optional.ofNullable(scheduler.roster().find(device)).map(Watched::status);
  }

  /** The names of the probes that only observe. */
  public Set<String> observing() {
    return observing;
  }

  /** Whether a device is judged by a probe that only observes. */
  public boolean observes(String device) {
    Watched watched = scheduler.roster().find(device);
    Asking by = watched == null ? null : Roster.reachability(watched);
    return by != null && by.runner.observes;
  }

  /** How all devices stand, each at the moment it is looked at. */
  public List<DeviceStatus> statuses() {
    return scheduler.roster().all().stream().map(Watched::status).toList();
  }

  /** The outages that are going on, the worst first. */
  public List<Incident> incidents() {
    return Incidents.among(scheduler.roster().all().stream().map(is -> is.verdict));
  }

  /** How all devices stand, as a tree. */
  public StatusTree tree() {
    return board.tree();
  }

  /** What happens from the moment of subscribing on, until the end. */
  public Flow.Publisher<StatusEvent> events(Executor executor, int capacity) {
    return outputs.stream.publisher(executor, capacity);
  }

  /** How many devices are in each state. */
  public Map<DeviceState, Integer> counts() {
    return outputs.counts();
  }

  /** Behind which uplinks we are cut off. */
  public List<Isolation> isolations() {
    return outputs.isolations();
  }

  /** Asks a device out of turn by all its probes; false when it is not watched. */
  public boolean askNow(String device) {
    Watched watched = scheduler.roster().find(device);
    if (watched == null) {
      return false;
    }
    long now = settings.time().nanoTime();
    boolean taken = true;
    for (Asking asking : watched.askings) {
      taken &= scheduler.request(new AskRequest(asking, now, now, Urgency.CONFIRM));
    }
    return taken;
  }

  /** Finds out what is wrong with a device. */
  public CompletableFuture<Diagnosis> diagnose(String device, Duration atMost) {
    return diagnoses.diagnose(device, atMost);
  }

  /** Takes in what nobody asked for; false, and counted, when it cannot. */
  public boolean offer(Observation observation) {
    Watched watched = scheduler.roster().find(observation.device());
    if (watched == null) {
      inflow.strangers.increment();
      return false;
    }
    boolean taken = desk.submit(judge -> judge.onObservation(watched, observation));
    if (!taken) {
      inflow.refused.increment();
    }
    return taken;
  }

  /** Adds one who hears what happens. */
  public void listen(MonitorListener listener) {
    announcer.listen(listener);
  }

  /** Adds one who hears of every outcome. */
  public void listen(OutcomeListener listener) {
    announcer.listen(listener);
  }

  /** How it is doing. */
  public HealthReport health() {
    return health.report();
  }

  /** Why it does not do its work any more. */
  public Optional<String> stall(Duration longest) {
    return health.stall(longest);
  }

  /** The engine in numbers. */
  public List<Meter> meters() {
    return meters.read(health.report());
  }

  /** The states and last values of devices. */
  public DeviceReadout read(DeviceExport export) {
    return reader.read(export);
  }

  private void lookAtHealth() {
    health.look();
  }

  private void wakeScheduler() {
    scheduling.wake();
  }
}
