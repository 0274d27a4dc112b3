package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alerting.IncidentReport.Entry;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts an incident report together from what the stores know. Any thread. */
final class Reporter {
  private static final Duration BEFORE = Duration.ofMinutes(5);

  private final AlertingSettings settings;
  private final MonitorContext monitor;

  Reporter(AlertingSettings settings, MonitorContext monitor) {
    this.settings = settings;
    this.monitor = monitor;
  }

  IncidentReport report(Alert alert) {
    Instant now = monitor.time().instant();
    List<Alert> behind = keptBack(alert);
    Map<String, Integer> reasons = new HashMap<>();
    behind.forEach(is -> reasons.merge(why(is), 1, Integer::sum));
    return new IncidentReport(alert, now, timeLine(alert, now), behind, reasons, lost(alert, now));
  }

  /** What was kept back because this device was at fault, while it was. */
  private List<Alert> keptBack(Alert alert) {
    Instant end = alert.resolvedAt();
    return settings.alerts().since(alert.firstSeen().minus(BEFORE), Integer.MAX_VALUE).stream()
        .filter(is -> alert.source().equals(is.facts().get("root")))
        .filter(is -> !is.source().equals(alert.source()))
        .filter(is -> end == null || !is.firstSeen().isAfter(end))
        .toList();
  }

  private String why(Alert alert) {
    return settings.ledger().of(alert.id()).stream()
        .reduce((first, last) -> last)
        .map(entry -> entry.stage() + ": " + entry.reason())
        .orElse("the ledger has no row of it any more");
  }

  private List<Entry> timeLine(Alert alert, Instant now) {
    List<Entry> entries = new ArrayList<>();
    settings.ledger().of(alert.id()).forEach(entry -> entries.add(IncidentReport.of(entry)));
    if (!alert.source().equals(Alert.MONITOR)) {
      monitor
          .stateLog()
          .read(alert.source(), alert.firstSeen().minus(BEFORE), now)
          .forEach(
              change ->
                  entries.add(
                      new Entry(
                          change.at(),
                          "%s: %s".formatted(change.to(), change.evidence().reason()))));
    }
    entries.sort(Comparator.comparing(Entry::at));
    return entries;
  }

  private int lost(Alert alert, Instant now) {
    Instant end = alert.resolvedAt();
    int[] gaps = {0};
    monitor
        .metrics()
        .read(
            SeriesKey.of(alert.source(), PingMetrics.ROUND_TRIP.name()),
            alert.firstSeen(),
            end == null ? now : end,
            (at, value, gap) -> gaps[0] += gap == Gap.NONE ? 0 : 1);
    return gaps[0];
  }
}
