package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.health.HealthCheck;
import java.util.concurrent.atomic.LongAdder;

/** What is known from probes that only observe is not told. */
final class Observed implements Stage {
  static final String CHECK = "observing";

  private static final String NAME = "mode";
  private static final Verdict.Suppress HELD =
      new Verdict.Suppress(
          "it is known from a probe that only observes", "the probe is made active");

  private final MonitorContext monitor;
  private final boolean isNeeded;
  private final LongAdder kept = new LongAdder();

  Observed(MonitorContext monitor) {
    this.monitor = monitor;
    this.isNeeded = !monitor.observing().isEmpty();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict judge(Case one) {
    if (!isNeeded || !isObserved(one.alert)) {
      return Verdict.PASS;
    }
    if (!one.heldBy.equals(NAME)) {
      kept.increment();
    }
    return HELD;
  }

  private boolean isObserved(Alert alert) {
    return alert.facts().containsKey(Reachability.OBSERVED)
        || (Reachability.isJudged(alert) && monitor.observes(alert.source()));
  }

  /** What would have been told. Any thread. */
  HealthCheck health() {
    return isNeeded
        ? HealthCheck.degraded(
            CHECK,
            "%d alerts would have been told, but are known from probes that only observe"
                .formatted(kept.sum()))
        : HealthCheck.healthy(CHECK, "");
  }
}
