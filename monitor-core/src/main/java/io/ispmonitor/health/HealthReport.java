package io.ispmonitor.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the monitoring itself is doing. It is about the monitor alone: devices that are down do not
 * show in it.
 *
 * @param at when it was made
 * @param status the worst of all checks
 * @param phase where the monitor is in its life
 * @param checks every part that says something of itself
 * @param loops the loops
 * @param queues the queues between them
 * @param probes the probes
 */
public record HealthReport(
    Instant at,
    HealthStatus status,
    Phase phase,
    List<HealthCheck> checks,
    List<LoopHealth> loops,
    List<QueueHealth> queues,
    List<ProbeHealth> probes) {

  /** Copies the lists. */
  public HealthReport {
    checks = List.copyOf(checks);
    loops = List.copyOf(loops);
    queues = List.copyOf(queues);
    probes = List.copyOf(probes);
  }

  /** What is not as it should be, worst first, in words; empty when all is well. */
  public List<String> reasons() {
    return checks.stream()
        .filter(check -> check.status() != HealthStatus.HEALTHY)
        .sorted((a, b) -> b.status().compareTo(a.status()))
        .map(check -> check.name() + ": " + check.detail())
        .toList();
  }

  /** The probe with this name. */
  public Optional<ProbeHealth> probe(String name) {
    return probes.stream().filter(probe -> probe.name().equals(name)).findFirst();
  }
}
