package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.anomaly.Explanation;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Anomaly;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Scenario;
import java.util.ArrayList;
import java.util.List;

/** A stretch of a series around its first anomaly, with what a detector expected and told. */
final class JudgedSeries {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long PAUSE_NANOS = DAY_NANOS / 2;
  private static final long BEFORE_NANOS = 3 * DAY_NANOS;

  /** A sample with the range that was expected. */
  record Judged(long nanos, double value, double low, double high) {}

  /** An alarm and its reason. */
  record Told(long nanos, double value, String reason) {}

  private final Anomaly anomaly;
  private final double unit;
  private final List<Judged> samples = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();

  /**
   * Judges it.
   *
   * @param unit by which the values are divided, once they are judged
   */
  JudgedSeries(Scenario scenario, AnomalyDetector detector, double threshold, double unit) {
    this.unit = unit;
    this.anomaly = scenario.anomalies().get(0);
    long quietUntil = Long.MIN_VALUE;
    for (int i = 0; i < scenario.samples() && scenario.time(i) < to(); i++) {
      long nanos = scenario.time(i);
      boolean alarm = detector.feed(nanos, scenario.value(i)) >= threshold;
      if (nanos >= from()) {
        note(nanos, detector.explain(), alarm && nanos >= quietUntil);
      }
      quietUntil = alarm ? nanos + PAUSE_NANOS : quietUntil;
    }
  }

  private void note(long nanos, Explanation why, boolean news) {
    samples.add(new Judged(nanos, why.value() / unit, why.low() / unit, why.high() / unit));
    if (news) {
      told.add(new Told(nanos, why.value() / unit, why.reason()));
    }
  }

  Anomaly anomaly() {
    return anomaly;
  }

  long from() {
    return anomaly.startNanos() - BEFORE_NANOS;
  }

  long to() {
    return anomaly.endNanos() + DAY_NANOS;
  }

  List<Judged> samples() {
    return samples;
  }

  List<Told> told() {
    return told;
  }

  /** Whether the anomaly is found, and nothing else was told before it. */
  boolean found() {
    return !told.isEmpty()
        && told.get(0).nanos() >= anomaly.startNanos()
        && told.get(0).nanos() < anomaly.endNanos();
  }
}
