package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import java.util.LinkedHashSet;
import java.util.Set;

/** The metrics that a profile measures. */
final class MetricsOf {
  private MetricsOf() {}

  static Set<Metric> all(Profile profile) {
    Set<Metric> metrics = new LinkedHashSet<>();
    profile.items().forEach(item -> metrics.add(item.metric()));
    for (Table table : profile.tables()) {
      table.items().forEach(item -> metrics.add(item.metric()));
      table.shares().forEach(share -> metrics.add(share.metric()));
      if (table.count() != null) {
        metrics.add(table.count());
      }
    }
    return metrics;
  }
}
