package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricKind;
import java.util.Collection;
import java.util.TreeMap;

/** The metrics that profiles may measure, by name. One name has one meaning over all vendors. */
final class Vocabulary {
  private final TreeMap<String, Metric> byName = new TreeMap<>();

  Vocabulary() {}

  /** A copy that can grow by itself. */
  Vocabulary(Vocabulary other) {
    byName.putAll(other.byName);
  }

  /** Adds a metric; the same again is allowed, another meaning is not. */
  void define(Metric metric) throws Fault {
    Metric before = byName.putIfAbsent(metric.name(), metric);
    if (before != null && !before.equals(metric)) {
      throw new Fault(
          "metric %s is declared already as '%s', and here as '%s'; say the same or take another name"
              .formatted(metric, line(before), line(metric)));
    }
  }

  /** A metric that items may feed. */
  Metric named(String name) throws Fault {
    Metric metric = byName.get(name);
    if (metric == null) {
      throw new Fault(
          "metric %s is not declared; declare it like 'metric power.voltage V 0.1'; %s"
              .formatted(Quoted.of(name), Nearest.hint(name, byName.keySet())));
    }
    return metric;
  }

  Collection<Metric> all() {
    return byName.values();
  }

  /** How a metric is declared in a file. */
  static String line(Metric metric) {
    return "metric %s %s %s%s"
        .formatted(
            metric.name(),
            Values.name(metric.unit()),
            Values.text(metric.resolution()),
            metric.kind() == MetricKind.RATE ? " rate" : "");
  }
}
