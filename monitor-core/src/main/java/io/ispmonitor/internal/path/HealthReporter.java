package io.ispmonitor.internal.path;

import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.Phase;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the health report together from what the parts count. Asking it waits for nobody. */
final class HealthReporter {
  /** A loop whose last turn is longer ago than this does not run. */
  private static final Duration SILENT_LOOP = Duration.ofSeconds(5);

  private static final double FULL = 0.8;

  /** More than one question in so many left out is worth a word. */
  private static final int MISSED_SHARE = 100;

  private final PathSettings settings;
  private final List<ProbeRunner> runners;
  private final List<Loop> loops;
  private final List<Supplier<QueueHealth>> queues;
  private final Outputs outputs;
  private final StoreWriter stores;
  private final Announcer announcer;
  private final List<Resolver> resolvers;
  private final HostHealth host;
  private final Overload overload;
  private final @Nullable SubscriberCounts subscribers;
  private final Past past;
  private final Scopes scopes;
  private final UplinkHealth uplinks;
  private final Map<ProbeRunner, HostHealth.Source> probeHealth = new HashMap<>();
  private final List<HostHealth.Source> extensionHealth = new ArrayList<>();
  private volatile boolean started;
  private volatile boolean closed;

  HealthReporter(
      PathSettings settings,
      List<ProbeRunner> runners,
      List<Loop> loops,
      List<Supplier<QueueHealth>> queues,
      Outputs outputs,
      StoreWriter stores,
      Announcer announcer,
      List<Resolver> resolvers,
      HostHealth host,
      Overload overload,
      @Nullable SubscriberCounts subscribers,
      Past past,
      Scopes scopes,
      UplinkHealth uplinks,
      List<MonitorExtension> extensions) {
    this.settings = settings;
    this.runners = runners;
    this.loops = loops;
    this.queues = queues;
    this.outputs = outputs;
    this.stores = stores;
    this.announcer = announcer;
    this.resolvers = resolvers;
    this.host = host;
    this.overload = overload;
    this.subscribers = subscribers;
    this.past = past;
    this.scopes = scopes;
    this.uplinks = uplinks;
    runners.forEach(
        is -> probeHealth.put(is, host.add("probe " + is.name, () -> is.probe.health())));
    extensions.forEach(
        is -> extensionHealth.add(host.add("extension " + is.name(), () -> is.health())));
  }

  void started() {
    started = true;
  }

  void closed() {
    closed = true;
  }

  HealthReport report(long strangers, long refusedObservations) {
    List<LoopHealth> loopHealth =
        loops.stream().map(loop -> loop.health(settings.stuckAfter())).toList();
    List<QueueHealth> queueHealth = new ArrayList<>();
    queues.forEach(queue -> queueHealth.add(queue.get()));
    queueHealth.addAll(outputs.health());
    List<ProbeHealth> probes = runners.stream().map(ProbeRunner::health).toList();

    List<HealthCheck> checks = new ArrayList<>();
    loopHealth.forEach(loop -> checks.add(check(loop)));
    queueHealth.forEach(queue -> checks.add(check(queue)));
    runners.forEach(runner -> checks.add(check(runner, runner.health())));
    checks.add(stores.health());
    parts().stream().filter(HealthReporter::hasTrouble).forEach(part -> checks.add(check(part)));
    checks.add(observations(strangers, refusedObservations));
    checks.add(names());
    checks.add(past());
    if (started) {
      checks.add(uplinks.check());
    }
    checks.add(callbacks());
    checks.add(overload.health());
    extensionHealth.forEach(source -> checks.addAll(source.said()));
    HealthStatus worst =
        checks.stream().map(HealthCheck::status).reduce(HealthStatus.HEALTHY, HealthStatus::worse);
    return new HealthReport(
        settings.time().instant(), worst, phase(), checks, loopHealth, queueHealth, probes);
  }

  private Phase phase() {
    if (closed) {
      return Phase.CLOSED;
    }
    if (!started) {
      return Phase.NEW;
    }
    boolean allHeard =
        runners.stream().allMatch(runner -> runner.devices.sum() == 0 || runner.hasOutcome());
    return allHeard ? Phase.READY : Phase.STARTING;
  }

  private HealthCheck check(LoopHealth loop) {
    if (!started || closed) {
      return HealthCheck.healthy(loop.name(), "");
    }
    if (loop.stuckIn() != null) {
      return HealthCheck.failing(loop.name(), "stuck in " + loop.stuckIn());
    }
    if (loop.sinceLastTurn().compareTo(SILENT_LOOP) > 0) {
      return HealthCheck.failing(loop.name(), "has not run for " + loop.sinceLastTurn());
    }
    return loop.replaced() == 0 && loop.failedTurns() == 0
        ? HealthCheck.healthy(loop.name(), "")
        : HealthCheck.degraded(
            loop.name(),
            "was stuck in host code %d times and failed %d times; see the log"
                .formatted(loop.replaced(), loop.failedTurns()));
  }

  private static HealthCheck check(QueueHealth queue) {
    String name = "queue " + queue.name();
    if (queue.refused() > 0) {
      return HealthCheck.degraded(
          name,
          "was full and refused %d; high water %d of %d"
              .formatted(queue.refused(), queue.highWater(), queue.capacity()));
    }
    return queue.size() > queue.capacity() * FULL
        ? HealthCheck.degraded(name, queue.size() + " of " + queue.capacity() + " in use")
        : HealthCheck.healthy(name, "");
  }

  private HealthCheck check(ProbeRunner runner, ProbeHealth probe) {
    String name = "probe " + probe.name();
    HealthStatus worst = HealthStatus.HEALTHY;
    List<String> said = new ArrayList<>();
    for (HealthCheck own : said(runner)) {
      worst = worst.worse(own.status());
      if (own.status() != HealthStatus.HEALTHY) {
        said.add(own.name() + ": " + own.detail());
      }
    }
    complain(said, probe.threw(), "threw instead of asking");
    complain(said, probe.neverAnswered(), "gave no outcome");
    complain(said, probe.repeated(), "gave a second outcome");
    complain(said, probe.late(), "gave an outcome too late");
    if (probe.missed() * MISSED_SHARE > probe.asked()) {
      said.add(probe.missed() + " questions were left out because we were late for them");
    }
    if (!said.isEmpty()) {
      worst = worst.worse(HealthStatus.DEGRADED);
    }
    return new HealthCheck(name, worst, String.join("; ", said));
  }

  private List<HealthCheck> said(ProbeRunner runner) {
    HostHealth.Source source = probeHealth.get(runner);
    return source == null ? List.of() : source.said();
  }

  private static void complain(List<String> said, long times, String what) {
    if (times > 0) {
      said.add(what + " " + times + (times == 1 ? " time" : " times"));
    }
  }

  private List<HostPart> parts() {
    List<HostPart> parts = new ArrayList<>(stores.parts());
    parts.addAll(announcer.parts());
    resolvers.forEach(resolver -> parts.add(resolver.part()));
    parts.addAll(host.parts());
    if (subscribers != null) {
      parts.add(subscribers.part());
    }
    parts.add(scopes.part());
    runners.forEach(runner -> parts.add(runner.part));
    runners.forEach(runner -> parts.add(runner.schedulePart));
    return parts;
  }

  private static boolean hasTrouble(HostPart part) {
    return part.failed() > 0 || part.stuck() > 0 || part.barred() > 0;
  }

  private static HealthCheck check(HostPart part) {
    String detail =
        "%d calls failed, %d threads hang in it, %d calls were not made; last failure: %s"
            .formatted(part.failed(), part.stuck(), part.barred(), part.lastFailure());
    return HealthCheck.degraded("host code: " + part.name(), detail);
  }

  private HealthCheck observations(long strangers, long refused) {
    return strangers == 0 && refused == 0
        ? HealthCheck.healthy("observations", "")
        : HealthCheck.degraded(
            "observations",
            "%d came for unknown devices, %d found the queue full".formatted(strangers, refused));
  }

  private HealthCheck callbacks() {
    Handover handover = announcer.handover();
    if (handover == null) {
      return HealthCheck.healthy("callbacks", "");
    }
    long rejections = handover.rejections();
    if (rejections > 0) {
      return HealthCheck.degraded(
          "callbacks",
          "the executor rejected the next batch of events %d times; it is handed over again"
              .formatted(rejections));
    }
    Duration since = handover.delivering(settings.time().nanoTime());
    return since.compareTo(settings.stuckAfter()) > 0
        ? HealthCheck.degraded(
            "callbacks",
            "the executor has been at one batch of events for "
                + since
                + "; no other is handed over")
        : HealthCheck.healthy("callbacks", "");
  }

  private HealthCheck past() {
    String trouble = past.trouble();
    return trouble == null
        ? HealthCheck.healthy("restored states", "")
        : HealthCheck.degraded("restored states", "the state log " + trouble);
  }

  private HealthCheck names() {
    int troubles = resolvers.stream().mapToInt(Resolver::troubles).sum();
    return troubles == 0
        ? HealthCheck.healthy("host names", "")
        : HealthCheck.degraded("host names", troubles + " have no address");
  }
}
