package io.ispmonitor.internal.path;

import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.QueueHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the health report together from what the parts count. Asking it waits for nobody. */
final class HealthReporter {
  private final Engine engine;
  private final LoopChecks loops;
  private final QueueChecks queues;
  private final ProbeChecks probes;
  private final ProbeModes modes;
  private final HostCodeChecks hostCode;
  private final InflowChecks inflow;
  private final OutflowChecks outflow;
  private final ProcessChecks process;
  private final OwnChecks own;
  private final List<HealthInquiry> extensions = new ArrayList<>();

  HealthReporter(Engine engine) {
    this.engine = engine;
    PathSettings settings = engine.settings();
    HostHealth host = engine.host();
    loops = new LoopChecks(engine.loops(), engine.life(), settings.stuckAfter(), engine.recent());
    queues = new QueueChecks(engine.queues(), engine.recent());
    probes = new ProbeChecks(engine.runners(), host, engine.recent());
    modes = new ProbeModes(settings.probes(), engine.runners());
    inflow = new InflowChecks(engine.inflow(), engine.resolvers(), engine.past(), engine.recent());
    outflow =
        new OutflowChecks(
            settings.time(),
            settings.stuckAfter(),
            engine.stores(),
            engine.announcer(),
            engine.recent());
    process = new ProcessChecks(settings, host, engine.process());
    own = new OwnChecks(settings.health().checks(), host);
    engine
        .extensions()
        .forEach(
            is ->
                extensions.add(
                    host.add(
                        "extension " + is.name(), HostHealth.OFTEN, List.of(), () -> is.health())));
    hostCode = new HostCodeChecks(settings.time(), engine.recent(), engine::hostParts);
  }

  /** Keeps track of what is recent; once a second, on the health loop. */
  void look() {
    engine.process().noteHeap();
    if (engine.recent().isDue()) {
      hostCode.follow();
      engine.recent().look();
    }
  }

  HealthReport report() {
    List<LoopHealth> loopHealth = loops.health();
    List<QueueHealth> queueHealth = queues.health();
    List<HealthCheck> checks = checks(loopHealth, queueHealth);
    HealthStatus worst =
        checks.stream().map(HealthCheck::status).reduce(HealthStatus.HEALTHY, HealthStatus::worse);
    return new HealthReport(
        engine.settings().time().instant(),
        worst,
        engine.life().phase(),
        checks,
        loopHealth,
        queueHealth,
        probes.health(),
        process.health());
  }

  /** Why it does not do its work any more: what stands still for so long does not come back. */
  Optional<String> stall(Duration longest) {
    return loops.stall(longest).or(() -> extensionStall(longest));
  }

  private Optional<String> extensionStall(Duration longest) {
    for (MonitorExtension extension : engine.extensions()) {
      Optional<String> stall;
      try {
        stall = extension.stall(longest);
      } catch (Throwable e) { // other languages throw checked exceptions undeclared
        stall = Optional.of("it cannot say whether it works: " + e);
      }
      if (stall.isPresent()) {
        return Optional.of("extension %s: %s".formatted(extension.name(), stall.get()));
      }
    }
    return Optional.empty();
  }

  private List<HealthCheck> checks(List<LoopHealth> loopHealth, List<QueueHealth> queueHealth) {
    List<HealthCheck> checks = new ArrayList<>();
    checks.addAll(loops.checks(loopHealth));
    checks.addAll(queues.checks(queueHealth));
    checks.addAll(probes.checks());
    checks.add(modes.check());
    checks.add(outflow.stores());
    checks.addAll(hostCode.checks());
    checks.addAll(inflow.checks());
    checks.add(uplinks());
    checks.add(outflow.callbacks());
    checks.add(engine.overload().health());
    checks.addAll(process.checks());
    checks.addAll(own.checks());
    extensions.forEach(inquiry -> checks.addAll(inquiry.said()));
    return checks;
  }

  /** Before the start nobody is asked, witnesses neither. */
  private HealthCheck uplinks() {
    return engine.life().hasBegun() ? engine.uplinks().check() : HealthCheck.healthy("uplinks", "");
  }
}
