package io.ispmonitor.internal.path;

import io.ispmonitor.health.DiskHealth;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthLimits;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A disk that must not run full. It is looked at apart, since a network file system may hang for
 * ever.
 */
final class DiskWatch {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final double MIB = 1 << 20;

  private final Path path;
  private final String name;
  private final HealthLimits limits;
  private final TimeSource time;
  private final HealthInquiry inquiry;
  private volatile DiskHealth seen;

  DiskWatch(Path path, HealthLimits limits, TimeSource time, HostHealth host) {
    this.path = path;
    this.name = "disk " + path;
    this.limits = limits;
    this.time = time;
    this.seen = new DiskHealth(path.toString(), null, null, null);
    List<HealthCheck> unseen = List.of(HealthCheck.healthy(name, "not looked at yet"));
    this.inquiry = host.add(name, EVERY, unseen, () -> List.of(look()));
  }

  DiskHealth health() {
    return seen;
  }

  List<HealthCheck> checks() {
    return inquiry.said();
  }

  private HealthCheck look() {
    try {
      FileStore store = Files.getFileStore(path);
      long usable = store.getUsableSpace();
      long total = store.getTotalSpace();
      seen = new DiskHealth(path.toString(), usable, total, time.instant());
      return judged(usable, total);
    } catch (IOException | RuntimeException e) {
      seen = new DiskHealth(path.toString(), null, null, null);
      return HealthCheck.failing(name, "cannot be looked at: " + e);
    }
  }

  private HealthCheck judged(long usable, long total) {
    double share = total > 0 ? usable / (double) total : 1; // some file systems have no size
    HealthStatus status = HealthStatus.HEALTHY;
    if (usable < limits.diskBytesDegraded() || share < limits.diskShareDegraded()) {
      status = HealthStatus.DEGRADED;
    }
    if (usable < limits.diskBytesFailing() || share < limits.diskShareFailing()) {
      status = HealthStatus.FAILING;
    }
    String detail =
        String.format(
            Locale.ROOT,
            "%.0f MiB of %.0f MiB (%.1f %%) left",
            usable / MIB,
            total / MIB,
            share * 100);
    return new HealthCheck(name, status, detail);
  }
}
