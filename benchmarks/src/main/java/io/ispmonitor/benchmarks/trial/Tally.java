package io.ispmonitor.benchmarks.trial;

import io.ispmonitor.testkit.check.Rule;
import io.ispmonitor.testkit.sim.FaultKind;
import io.ispmonitor.testkit.sim.SimulationReport;
import io.ispmonitor.testkit.trial.TrialResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What came of all seeds together. Thread-safe. */
final class Tally {
  private final Map<Rule, Long> broken = new EnumMap<>(Rule.class);
  private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
  private Duration virtual = Duration.ZERO;
  private Duration simulated = Duration.ZERO;
  private long questions;
  private long lost;
  private int seeds;
  private int failed;

  /** Adds what came of a seed, and returns how many there are now. */
  synchronized int add(TrialResult result) {
    SimulationReport report = result.report();
    seeds++;
    virtual = virtual.plus(report.virtual());
    simulated = simulated.plus(report.simulated());
    questions += report.questions();
    lost += report.lost();
    report.faults().forEach((kind, count) -> faults.merge(kind, (long) count, Long::sum));
    result.counts().forEach((rule, count) -> broken.merge(rule, count, Long::sum));
    return seeds;
  }

  synchronized void failed(long seed, Throwable cause) {
    failed++;
    cause.printStackTrace(System.out);
    System.out.println("seed " + seed + " is not counted");
  }

  synchronized boolean isClean() {
    return broken.isEmpty() && failed == 0;
  }

  synchronized String summary(Duration took) {
    long violations = broken.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%,d seeds, %,d failed; %,d virtual days, %,d hours of them lived through;%n"
            + "%,d questions, %,d lost; faults %s;%n"
            + "violations %,d %s; took %,d s",
        seeds,
        failed,
        virtual.toDays(),
        simulated.toHours(),
        questions,
        lost,
        faults,
        violations,
        broken,
        took.toSeconds());
  }
}
