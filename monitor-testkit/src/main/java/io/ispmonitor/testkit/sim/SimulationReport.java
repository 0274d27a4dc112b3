package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far a simulation came, and what it did on the way.
 *
 * @param virtual the time that passed in it
 * @param simulated the part of it in which the monitor worked
 * @param skips how often a quiet stretch was left out
 * @param questions how many questions were asked
 * @param lost how many of them brought no answer
 * @param faults how many faults began, by kind
 */
public record SimulationReport(
    Duration virtual,
    Duration simulated,
    int skips,
    long questions,
    long lost,
    Map<FaultKind, Integer> faults) {

  /** Copies the map, in the order of the kinds. */
  public SimulationReport {
    Map<FaultKind, Integer> ordered = new EnumMap<>(FaultKind.class);
    ordered.putAll(faults);
    faults = Collections.unmodifiableMap(ordered);
  }

  /** The time that was left out. */
  public Duration skipped() {
    return virtual.minus(simulated);
  }
}
