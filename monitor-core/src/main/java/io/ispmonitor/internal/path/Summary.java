package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each probe that has devices, and interval, so that the log shows that the monitor is
 * at work.
 */
final class Summary {
  private static final Logger log = LoggerFactory.getLogger("io.ispmonitor.summary");

  private final long everyNanos;
  private long nextNanos;
  private final Map<String, ProbeHealth> before = new HashMap<>();

  Summary(Duration every, long now) {
    this.everyNanos = every.toNanos();
    this.nextNanos = now + everyNanos;
  }

  void turn(long now, Path path, LogDesk desk) {
    if (now < nextNanos) {
      return;
    }
    nextNanos = now + everyNanos;
    HealthReport report = path.health();
    desk.submit(() -> write(report, path.counts()));
  }

  private void write(HealthReport report, Map<DeviceState, Integer> counts) {
    Duration late =
        report.loops().stream()
            .map(LoopHealth::latenessP99)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    for (ProbeHealth probe : report.probes()) {
      ProbeHealth last = before.put(probe.name(), probe);
      if (probe.devices() == 0 && probe.asked() == (last == null ? 0 : last.asked())) {
        continue; // nobody has a use for it
      }
      log.info(
          "SUMMARY probe {}: asked {}, answered {}, silent {}, refused {}, void {}, broken {}, missed"
              + " {}",
          probe.name(),
          probe.asked() - (last == null ? 0 : last.asked()),
          probe.answered()
              + probe.partial()
              - (last == null ? 0 : last.answered() + last.partial()),
          probe.silent() - (last == null ? 0 : last.silent()),
          probe.refused() - (last == null ? 0 : last.refused()),
          probe.voided() - (last == null ? 0 : last.voided()),
          probe.broken() - (last == null ? 0 : last.broken()),
          probe.missed() - (last == null ? 0 : last.missed()));
    }
    log.info(
        "SUMMARY devices {}, lateness p99 {}, monitor {} {}",
        counts,
        late,
        report.status(),
        report.reasons());
  }
}
