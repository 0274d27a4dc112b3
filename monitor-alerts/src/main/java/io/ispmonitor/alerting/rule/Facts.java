package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the named values of a signal. For one thread. */
final class Facts {
  /** What is known from probes that only observe. */
  static final String OBSERVED = "observed";

  private static final List<String> COMMON =
      List.of("device", "name", "kind", "rule", "severity", "since");

  /** What an alert says anyway, so that it need not be kept twice. */
  private static final Set<String> OF_THE_ALERT = Set.of("kind", "severity", "since");

  private final Map<String, String> facts = new LinkedHashMap<>();

  /** What every signal of a rule says. */
  static Facts of(Rule rule, Device device, long sinceNanos) {
    return new Facts()
        .with("device", device.id())
        .with("name", device.name())
        .with("kind", device.kind().name())
        .with("rule", rule.id())
        .with("severity", Words.of(rule.heading().severity()))
        .with("since", EpochNanos.toInstant(sinceNanos).toString());
  }

  /** The names of the facts that every sort of rule has, and of those that one sort has besides. */
  static Set<String> places(String... more) {
    Set<String> places = new TreeSet<>(COMMON);
    Collections.addAll(places, more);
    return Collections.unmodifiableSet(places);
  }

  Facts with(String name, String value) {
    facts.put(name, value);
    return this;
  }

  Facts with(String name, Metric metric, double value) {
    return with(name, Words.number(metric, value));
  }

  /** Those of a signal, which an alert does not say by itself. */
  static Map<String, String> kept(Map<String, String> facts) {
    Map<String, String> kept = new LinkedHashMap<>(facts);
    kept.keySet().removeAll(OF_THE_ALERT);
    return kept;
  }

  Map<String, String> all() {
    return facts;
  }
}
