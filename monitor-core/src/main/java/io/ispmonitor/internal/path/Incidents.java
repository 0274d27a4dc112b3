package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gathers the outages that are going on from the verdicts. Any thread; each verdict is looked at
 * once, and the judge is not kept waiting.
 */
final class Incidents {
  private final Map<String, Members> byOutage = new HashMap<>();

  private Incidents() {}

  /** The worst first. */
  static List<Incident> among(Stream<Verdict> verdicts) {
    Incidents incidents = new Incidents();
    verdicts.forEach(incidents::add);
    return incidents.byOutage.values().stream()
        .map(Members::incident)
        .sorted(Incident.worstFirst())
        .toList();
  }

  private void add(Verdict verdict) {
    Outage outage = verdict.outage();
    if (outage != null && verdict.state().isOutage()) {
      byOutage.computeIfAbsent(outage.id(), id -> new Members(outage)).add(verdict);
    }
  }

  /** The devices of one outage. */
  private static final class Members {
    private final Outage outage;
    private int unreachable;
    private long sinceEpochNanos = Long.MAX_VALUE;

    Members(Outage outage) {
      this.outage = outage;
    }

    void add(Verdict verdict) {
      unreachable += verdict.state() == DeviceState.UNREACHABLE ? 1 : 0;
      sinceEpochNanos = Math.min(sinceEpochNanos, verdict.sinceEpochNanos());
    }

    Incident incident() {
      return new Incident(outage, unreachable, EpochNanos.toInstant(sinceEpochNanos));
    }
  }
}
