package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.Phase;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Raises an alert for each part of the monitoring that does not do its job: a socket without
 * permission, a loop that is stuck, a store that refuses, a check of the host's own, a start that
 * takes too long. The desk's thread.
 */
final class SelfWatch {
  static final String TYPE = "monitor.health";

  private static final String KEY = "monitor/";

  /** A lost uplink is an alert already, and who chose a mode knows it. */
  private static final Set<String> TOLD_OTHERWISE = Set.of("uplinks", "modes", Observed.CHECK);

  /** What mends itself sooner is not told. */
  private static final long HOLD = Duration.ofSeconds(30).toNanos();

  /** A start that takes longer is slow, unless a probe asks more seldom. */
  private static final Duration START = Duration.ofMinutes(10);

  private final Supplier<HealthReport> health;
  private final TimeSource time;
  private final Signal.Sink sink;
  private final long startedNanos;
  private final Map<String, Trouble> troubles = new HashMap<>();

  SelfWatch(Supplier<HealthReport> health, TimeSource time, Signal.Sink sink) {
    this.health = health;
    this.time = time;
    this.sink = sink;
    this.startedNanos = time.nanoTime();
  }

  /** What is wrong with a part, since when by both clocks, and whether it was raised. */
  private record Trouble(HealthStatus status, Instant since, long sinceNanos, boolean isRaised) {}

  /** Goes on with what was raised before the program started. */
  void restore(Alert alert) {
    if (alert.key().startsWith(KEY)) {
      String part = alert.key().substring(KEY.length());
      troubles.put(part, new Trouble(HealthStatus.DEGRADED, alert.firstSeen(), startedNanos, true));
    }
  }

  /** Looks at the health report. */
  void look() {
    Instant now = time.instant();
    Map<String, Trouble> before = new HashMap<>(troubles);
    HealthReport report = health.get();
    List<HealthCheck> checks = new ArrayList<>(report.checks());
    checks.add(start(report));
    for (HealthCheck check : checks) {
      boolean isTold = TOLD_OTHERWISE.contains(check.name());
      if (check.status() != HealthStatus.HEALTHY && !isTold) {
        before.remove(check.name());
        unhealthy(check, now);
      }
    }
    before.forEach((part, trouble) -> healthy(part, trouble, now));
  }

  /** A probe asks every device once in an interval, so it has had an outcome after two. */
  private HealthCheck start(HealthReport report) {
    Duration passed = Duration.ofNanos(time.nanoTime() - startedNanos);
    List<String> unheard = new ArrayList<>();
    if (report.phase() == Phase.STARTING) {
      for (ProbeHealth probe : report.probes()) {
        boolean isDue = passed.compareTo(START) > 0 && passed.compareTo(twice(probe)) > 0;
        if (isDue && probe.devices() > 0 && probe.lastOutcomeAt() == null) {
          unheard.add(probe.name());
        }
      }
    }
    return unheard.isEmpty()
        ? HealthCheck.healthy("start", "")
        : HealthCheck.degraded(
            "start",
            "%d min after the start there is no outcome of %s"
                .formatted(passed.toMinutes(), String.join(", ", unheard)));
  }

  private static Duration twice(ProbeHealth probe) {
    return probe.interval().multipliedBy(2);
  }

  private void unhealthy(HealthCheck check, Instant now) {
    Trouble known = troubles.get(check.name());
    long nanos = time.nanoTime();
    Instant since = known == null ? now : known.since();
    long sinceNanos = known == null ? nanos : known.sinceNanos();
    boolean isDue = nanos - sinceNanos >= HOLD;
    boolean isGraver = known == null || check.status().compareTo(known.status()) > 0;
    boolean wasRaised = known != null && known.isRaised();
    if (isDue && (!wasRaised || isGraver)) {
      raise(check, now, since);
    }
    troubles.put(check.name(), new Trouble(check.status(), since, sinceNanos, wasRaised || isDue));
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
