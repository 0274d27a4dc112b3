package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Anomaly;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series that a detector gives a score worth a thought. An alarm while an
 * anomaly lasts finds it; one within its settling time is neither right nor wrong; every other one
 * is false. False ones less than half a day apart are one episode, since a rule would still hold.
 */
final class ProviderAlarms {
  /** Scores below are not kept. */
  static final double LEAST = 0.2;

  private static final double HOUR_NANOS = 3.6e12;
  private static final double PAUSE_NANOS = 12 * HOUR_NANOS;

  private record Alarm(long nanos, double score) {}

  private final List<Anomaly> anomalies;
  private final double months;
  private final List<Alarm> alarms = new ArrayList<>();

  ProviderAlarms(Scenario scenario, AnomalyDetector detector) {
    anomalies = scenario.anomalies();
    months = scenario.months();
    for (int i = 0; i < scenario.samples(); i++) {
      double score = detector.feed(scenario.time(i), scenario.value(i));
      if (score >= LEAST) {
        alarms.add(new Alarm(scenario.time(i), score));
      }
    }
  }

  /** Counts what a threshold finds. */
  void count(double threshold, ProviderTally tally) {
    tally.series(anomalies.size(), months);
    List<Anomaly> open = new ArrayList<>(anomalies);
    double quietUntil = Double.NEGATIVE_INFINITY;
    for (Alarm alarm : alarms) {
      if (alarm.score() < threshold) {
        continue;
      }
      Anomaly cause = cause(alarm.nanos());
      if (cause == null) {
        tally.wrong(alarm.nanos() >= quietUntil);
        quietUntil = alarm.nanos() + PAUSE_NANOS;
      } else if (alarm.nanos() < cause.endNanos() && open.remove(cause)) {
        tally.found((alarm.nanos() - cause.startNanos()) / HOUR_NANOS);
      }
    }
  }

  private @Nullable Anomaly cause(long nanos) {
    for (Anomaly anomaly : anomalies) {
      if (nanos >= anomaly.startNanos() && nanos < anomaly.settledNanos()) {
        return anomaly;
      }
    }
    return null;
  }
}
