package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What is in a profile, single or in tables. */
final class Contents {
  private Contents() {}

  static Stream<Item> items(Profile profile) {
    Stream<Item> ofTables = profile.tables().stream().flatMap(table -> table.items().stream());
    return Stream.concat(profile.items().stream(), ofTables);
  }

  static Set<Metric> metrics(Profile profile) {
    Set<Metric> metrics = new LinkedHashSet<>();
    items(profile).forEach(item -> metrics.add(item.metric()));
    for (Table table : profile.tables()) {
      table.shares().forEach(share -> metrics.add(share.metric()));
      if (table.count() != null) {
        metrics.add(table.count());
      }
    }
    return metrics;
  }
}
