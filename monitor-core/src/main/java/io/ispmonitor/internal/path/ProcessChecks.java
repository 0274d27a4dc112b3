package io.ispmonitor.internal.path;

import io.ispmonitor.health.DiskHealth;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthLimits;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.ProcessHealth;
import io.ispmonitor.internal.gauge.ProcessGauge;
import io.ispmonitor.internal.gauge.Recent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the process has what it needs: memory, processor, disks. */
final class ProcessChecks {
  private static final Duration ASK_SYSTEM_EVERY = Duration.ofMinutes(1);
  private static final double MIB = 1 << 20;

  private final ProcessGauge gauge;
  private final HealthLimits limits;
  private final List<DiskWatch> disks = new ArrayList<>();

  ProcessChecks(PathSettings settings, HostHealth host, ProcessGauge gauge) {
    this.gauge = gauge;
    this.limits = settings.health().limits();
    host.add("the process", ASK_SYSTEM_EVERY, List.of(), this::askSystem);
    for (Path path : settings.health().disks()) {
      disks.add(new DiskWatch(path, limits, settings.time(), host));
    }
  }

  private List<HealthCheck> askSystem() {
    gauge.look();
    return List.of();
  }

  ProcessHealth health() {
    List<DiskHealth> seen = disks.stream().map(DiskWatch::health).toList();
    return new ProcessHealth(
        gauge.heapUsed(),
        gauge.heapCommitted(),
        gauge.heapMax(),
        gauge.heapShareHeld(),
        gauge.residentBytes(),
        gauge.cpuTime(),
        gauge.cpuShare(),
        seen);
  }

  List<HealthCheck> checks() {
    List<HealthCheck> checks = new ArrayList<>(List.of(memory(), processor()));
    disks.forEach(disk -> checks.addAll(disk.checks()));
    return checks;
  }

  private HealthCheck memory() {
    Double known = gauge.heapShareHeld();
    double held = known == null ? 0 : known;
    HealthStatus status =
        held >= limits.heapShareFailing()
            ? HealthStatus.FAILING
            : held >= limits.heapShareDegraded() ? HealthStatus.DEGRADED : HealthStatus.HEALTHY;
    String detail =
        status == HealthStatus.HEALTHY
            ? ""
            : String.format(
                Locale.ROOT,
                "no collection left less than %.0f %% of the heap of %.0f MiB in use %s; give the process"
                    + " more",
                held * 100,
                gauge.heapMax() / MIB,
                Recent.WORDS);
    return new HealthCheck("memory", status, detail);
  }

  private HealthCheck processor() {
    Double share = gauge.cpuShare();
    Double limit = limits.cpuShareDegraded();
    return share == null || limit == null || share < limit
        ? HealthCheck.healthy("cpu", "")
        : HealthCheck.degraded(
            "cpu",
            String.format(
                Locale.ROOT,
                "%.2f of one processor in use %s; the limit is %.2f",
                share,
                Recent.WORDS,
                limit));
  }
}
