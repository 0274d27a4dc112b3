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
 * @param process what the process takes of the machine
 */
public record HealthReport(
    Instant at,
    HealthStatus status,
    Phase phase,
    List<HealthCheck> checks,
    List<LoopHealth> loops,
    List<QueueHealth> queues,
    List<ProbeHealth> probes,
    ProcessHealth process) {

  /** Copies the lists; of checks with the same name the later ones get a number. */
  public HealthReport {
    UniqueNames names = new UniqueNames();
    checks = checks.stream().map(check -> check.named(names.of(check.name()))).toList();
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

  /** What a part says of itself. */
  public Optional<HealthCheck> check(String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst();
  }

  /** The probe with this name. */
  public Optional<ProbeHealth> probe(String name) {
    return probes.stream().filter(probe -> probe.name().equals(name)).findFirst();
  }

  /**
   * The report as JSON (RFC 8259), in one line. Its shape is stable: fields keep their names, kinds
   * and order, and only new ones are added, at the end of their object.
   *
   * <pre>{@code
   * {"status":"degraded","phase":"ready","at":"2026-03-01T12:00:00Z",
   *  "checks":{"<name>":{"status":"healthy","detail":""}},
   *  "loops":{"<name>":{"turns":1,"sinceLastTurn":0.1,"latenessP50":0.0,"latenessP99":0.0,
   *    "failedTurns":0,"replaced":0,"stuckIn":null,"stack":[]}},
   *  "queues":{"<name>":{"size":0,"capacity":1024,"highWater":1,"refused":0}},
   *  "probes":{"<name>":{"devices":1,"asked":1,"answered":1,"partial":0,"silent":0,"refused":0,
   *    "voided":0,"broken":0,"threw":0,"neverAnswered":0,"late":0,"repeated":0,"missed":0,
   *    "stretched":0,"lastOutcomeAt":"2026-03-01T11:59:59Z","open":0,
   *    "lastAskedAt":"2026-03-01T11:59:59Z","interval":30.0}},
   *  "process":{"heapUsed":1,"heapCommitted":1,"heapMax":1,"heapShareHeld":0.1,"resident":1,
   *    "cpuTime":1.5,"cpuShare":0.1,
   *    "disks":{"<path>":{"usable":1,"total":1,"seenAt":"2026-03-01T11:59:59Z"}}}}
   * }</pre>
   *
   * <p>A status is {@code healthy}, {@code degraded} or {@code failing}; a phase {@code new},
   * {@code starting}, {@code ready} or {@code closed}. Durations are seconds, sizes bytes, times
   * ISO 8601 in UTC; what is not known is {@code null}. Details may hold what exceptions of the
   * host's code say: show them to those who may see its logs.
   */
  public String toJson() {
    return HealthJson.of(this);
  }
}
