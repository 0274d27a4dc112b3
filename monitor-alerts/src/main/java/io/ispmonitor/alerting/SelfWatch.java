package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Raises an alert for each part of the monitoring that does not do its job: a socket without
 * permission, a loop that is stuck, a store that refuses, a check of the host's own. The desk's
 * thread.
 */
final class SelfWatch {
  static final String TYPE = "monitor.health";

  private static final String KEY = "monitor/";

  /** A lost uplink is an alert already. */
  private static final Set<String> TOLD_OTHERWISE = Set.of("uplinks");

  /** What mends itself sooner is not told. */
  private static final Duration HOLD = Duration.ofSeconds(30);

  private final MonitorContext monitor;
  private final Signal.Sink sink;
  private final Map<String, Trouble> troubles = new HashMap<>();

  SelfWatch(MonitorContext monitor, Signal.Sink sink) {
    this.monitor = monitor;
    this.sink = sink;
  }

  /** What is wrong with a part, since when, and whether it was raised. */
  private record Trouble(HealthStatus status, Instant since, boolean isRaised) {}

  /** Goes on with what was raised before the program started. */
  void restore(Alert alert) {
    if (alert.key().startsWith(KEY)) {
      String part = alert.key().substring(KEY.length());
      troubles.put(part, new Trouble(HealthStatus.DEGRADED, alert.firstSeen(), true));
    }
  }

  /** Looks at the health report. */
  void look() {
    Instant now = monitor.time().instant();
    Map<String, Trouble> before = new HashMap<>(troubles);
    for (HealthCheck check : monitor.health().checks()) {
      boolean isTold = TOLD_OTHERWISE.contains(check.name());
      if (check.status() != HealthStatus.HEALTHY && !isTold) {
        before.remove(check.name());
        unhealthy(check, now);
      }
    }
    before.forEach((part, trouble) -> healthy(part, trouble, now));
  }

  private void unhealthy(HealthCheck check, Instant now) {
    Trouble known = troubles.get(check.name());
    Instant since = known == null ? now : known.since();
    boolean isDue = Duration.between(since, now).compareTo(HOLD) >= 0;
    boolean isGraver = known == null || check.status().compareTo(known.status()) > 0;
    boolean wasRaised = known != null && known.isRaised();
    if (isDue && (!wasRaised || isGraver)) {
      raise(check, now, since);
    }
    troubles.put(check.name(), new Trouble(check.status(), since, wasRaised || isDue));
  }

  private void raise(HealthCheck check, Instant now, Instant since) {
    boolean isFailing = check.status() == HealthStatus.FAILING;
    sink.accept(
        new Signal.Raised(
            KEY + check.name(),
            TYPE,
            isFailing ? Severity.CRITICAL : Severity.WARNING,
            Alert.MONITOR,
            Map.of(),
            Map.of("part", check.name()),
            "the monitoring itself: " + check.name(),
            check.detail(),
            now,
            since,
            null,
            null));
  }

  private void healthy(String part, Trouble trouble, Instant now) {
    troubles.remove(part);
    if (trouble.isRaised()) {
      sink.accept(new Signal.Cleared(KEY + part, now, "it works again", Map.of()));
    }
  }
}
