package io.ispmonitor.app.web.api;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.snmp.profile.Profiles;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The metrics that are known by name. Made once, of what the built-in profiles measure. */
final class Vocabulary {
  private static final Map<String, Metric> METRICS = new TreeMap<>();

  static {
    Profiles.builtIn().metrics().forEach(Vocabulary::add);
    add(PingMetrics.ROUND_TRIP);
    add(PingMetrics.ROUND_TRIP_MIN);
    add(PingMetrics.ROUND_TRIP_MAX);
    add(PingMetrics.JITTER);
    add(PingMetrics.LOSS);
  }

  private Vocabulary() {}

  private static void add(Metric metric) {
    METRICS.putIfAbsent(metric.name(), metric);
  }

  /** All names. */
  static Iterable<String> names() {
    return METRICS.keySet();
  }

  /** The symbol of the unit of a metric; empty when it is not known. */
  static Optional<String> unit(String metric) {
    return Optional.ofNullable(METRICS.get(metric)).map(is -> is.unit().symbol());
  }
}
