package io.ispmonitor.testkit.trial;

import io.ispmonitor.testkit.check.Rule;
import io.ispmonitor.testkit.check.Violation;
import io.ispmonitor.testkit.sim.SimulationReport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a trial.
 *
 * @param seed what it was drawn from
 * @param report how far it came
 * @param counts how often each rule was broken; those that were kept are not in it
 * @param violations the first of them
 */
public record TrialResult(
    long seed, SimulationReport report, Map<Rule, Long> counts, List<Violation> violations) {

  /** Copies the collections, the counts in the order of the rules. */
  public TrialResult {
    Map<Rule, Long> ordered = new EnumMap<>(Rule.class);
    ordered.putAll(counts);
    counts = Collections.unmodifiableMap(ordered);
    violations = List.copyOf(violations);
  }

  /** How often rules were broken in all. */
  public long broken() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
