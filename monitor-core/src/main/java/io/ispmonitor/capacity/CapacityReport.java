package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.Reached;
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
 * @param plans by when the limit is reached; what is not known comes last
 * @param failures by how likely they are
 */
public record CapacityReport(
    Instant madeAt,
    LocalDate today,
    ZoneId zone,
    List<CapacityPlan> plans,
    List<FailureForecast> failures) {

  private static final double FAR = 1e9;

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
    Comparator<CapacityPlan> soonest = Comparator.comparingDouble(plan -> urgency(plan.forecast()));
    Comparator<FailureForecast> likely = Comparator.comparing(FailureForecast::level).reversed();
    return new CapacityReport(
        madeAt,
        today,
        zone,
        plans.stream().sorted(soonest.thenComparing(plan -> plan.series().toString())).toList(),
        failures.stream().sorted(likely.thenComparing(FailureForecast::device)).toList());
  }

  private static double urgency(Forecast forecast) {
    if (forecast instanceof Reached) {
      return -1;
    }
    if (forecast instanceof InDays in) {
      return in.days();
    }
    return forecast instanceof NotAtThisPace far ? FAR + far.soonest().orElse(FAR) : 3 * FAR;
  }
}
