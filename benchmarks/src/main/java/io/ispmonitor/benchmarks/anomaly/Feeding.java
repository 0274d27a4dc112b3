package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.AnomalyDetector;
import java.util.List;

/** Hands the rows of a file to a detector, in one pass. */
final class Feeding {
  private Feeding() {}

  static double[] scores(AnomalyDetector detector, List<CsvFile.Row> rows) {
    double[] scores = new double[rows.size()];
    for (int i = 0; i < scores.length; i++) {
      CsvFile.Row row = rows.get(i);
      scores[i] = detector.feed(row.epochNanos(), row.value());
    }
    return scores;
  }
}
