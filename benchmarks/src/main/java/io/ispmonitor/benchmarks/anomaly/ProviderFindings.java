package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Kind;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The alarms of one detector in all series of the simulated provider. */
final class ProviderFindings {
  private final Map<Kind, List<ProviderAlarms>> alarms = new EnumMap<>(Kind.class);

  /** Lets a new detector judge a series. */
  void add(Scenario scenario, AnomalyDetector detector) {
    alarms
        .computeIfAbsent(scenario.kind(), kind -> new ArrayList<>())
        .add(new ProviderAlarms(scenario, detector));
  }

  /** What a threshold finds in all series. */
  ProviderTally at(double threshold) {
    return at(threshold, (Kind kind) -> true);
  }

  /** What a threshold finds in the series of one kind. */
  ProviderTally at(double threshold, Kind kind) {
    return at(threshold, kind::equals);
  }

  /** What a threshold finds of what has to be repaired. */
  ProviderTally faultsAt(double threshold) {
    return at(threshold, Kind::isFault);
  }

  private ProviderTally at(double threshold, Predicate<Kind> kinds) {
    ProviderTally tally = new ProviderTally();
    alarms.forEach(
        (kind, series) -> {
          if (kinds.test(kind)) {
            series.forEach(one -> one.count(threshold, tally));
          }
        });
    return tally;
  }
}
