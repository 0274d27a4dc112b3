package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Tally;
import java.util.List;

/**
 * Whether what we live on comes in: observations, addresses of host names, the states of before.
 */
final class InflowChecks {
  private final Tally strangers;
  private final Tally refused;
  private final List<Resolver> resolvers;
  private final Past past;
  private final Tally unrestored;

  InflowChecks(Inflow inflow, List<Resolver> resolvers, Past past, Recent recent) {
    this.strangers = recent.tally(inflow.strangers::sum);
    this.refused = recent.tally(inflow.refused::sum);
    this.resolvers = resolvers;
    this.past = past;
    this.unrestored = recent.tally(() -> past.trouble() == null ? 0 : 1);
  }

  List<HealthCheck> checks() {
    return List.of(observations(), names(), past());
  }

  private HealthCheck observations() {
    long unknown = strangers.recent();
    long unheard = refused.recent();
    return unknown == 0 && unheard == 0
        ? HealthCheck.healthy("observations", "")
        : HealthCheck.degraded(
            "observations",
            "%d came for unknown devices, %d found the queue full %s (%d and %d in all)"
                .formatted(unknown, unheard, Recent.WORDS, strangers.total(), refused.total()));
  }

  private HealthCheck names() {
    int troubles = resolvers.stream().mapToInt(Resolver::troubles).sum();
    return troubles == 0
        ? HealthCheck.healthy("host names", "")
        : HealthCheck.degraded("host names", troubles + " have no address");
  }

  /** It happens at the start alone; afterwards it is worth knowing, but nothing is to be done. */
  private HealthCheck past() {
    String trouble = past.trouble();
    String detail = trouble == null ? "" : "the state log " + trouble;
    return unrestored.recent() > 0
        ? HealthCheck.degraded("restored states", detail)
        : HealthCheck.healthy("restored states", detail);
  }
}
