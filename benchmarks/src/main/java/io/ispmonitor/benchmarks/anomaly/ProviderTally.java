package io.ispmonitor.benchmarks.anomaly;

import java.util.ArrayList;
import java.util.List;

/** What was found in many series of the simulated provider, and what was told for nothing. */
final class ProviderTally {
  private final List<Double> delayHours = new ArrayList<>();
  private int anomalies;
  private int episodes;
  private long samples;
  private double months;

  /** Counts the anomalies and the length of one more series. */
  void series(int anomalies, double months) {
    this.anomalies += anomalies;
    this.months += months;
  }

  /** An anomaly is found this long after it began. */
  void found(double afterHours) {
    delayHours.add(afterHours);
  }

  /** A sample outside of all anomalies is an alarm; perhaps the first of an episode. */
  void wrong(boolean first) {
    samples++;
    episodes += first ? 1 : 0;
  }

  int anomalies() {
    return anomalies;
  }

  int found() {
    return delayHours.size();
  }

  /** Of 100 anomalies, how many are found. */
  double recall() {
    return 100.0 * found() / Math.max(1, anomalies);
  }

  /** Of 100 episodes of alarms, how many are anomalies. */
  double precision() {
    return 100.0 * found() / Math.max(1, found() + episodes);
  }

  /** Within how many hours this share of those found were found; NaN where none were. */
  double delayHours(double share) {
    List<Double> sorted = delayHours.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * sorted.size()));
  }

  /** Episodes of false alarms for each series and month. */
  double falseAMonth() {
    return episodes / months;
  }

  /** Samples that are false alarms, for each series and month. */
  double falseSamplesAMonth() {
    return samples / months;
  }
}
