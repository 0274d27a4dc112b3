package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What the host wants of the health report. */
public record HealthSettings(HealthLimits limits, List<OwnCheck> checks, List<Path> disks) {

  /** Copies the lists. */
  public HealthSettings {
    checks = List.copyOf(checks);
    disks = List.copyOf(disks);
  }

  /** A check of the host's own. */
  public record OwnCheck(String name, Duration every, Callable<HealthCheck> look) {}
}
