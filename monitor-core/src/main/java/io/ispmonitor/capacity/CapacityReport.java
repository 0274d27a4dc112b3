package io.ispmonitor.capacity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * What was planned, the most urgent first. {@link CapacityCsv} and {@link CapacityPage} write it.
 *
 * @param madeAt when it was made
 * @param today the first day that does not count any more
 * @param zone whose days they are
 * @param plans by when the limit is reached; what is not known comes last. Only the first of them
 *     have their days, see {@link CapacityPlanner.Builder#charts}
 * @param failures by how likely they are
 */
public record CapacityReport(
    Instant madeAt,
    LocalDate today,
    ZoneId zone,
    List<CapacityPlan> plans,
    List<FailureForecast> failures) {

  /** Copies the lists. */
  public CapacityReport {
    plans = List.copyOf(plans);
    failures = List.copyOf(failures);
  }

  static CapacityReport of(
      Instant madeAt,
      LocalDate today,
      ZoneId zone,
      List<CapacityPlan> plans,
      List<FailureForecast> failures) {
    Comparator<FailureForecast> likely = Comparator.comparing(FailureForecast::level).reversed();
    return new CapacityReport(
        madeAt,
        today,
        zone,
        plans,
        failures.stream().sorted(likely.thenComparing(FailureForecast::device)).toList());
  }
}
