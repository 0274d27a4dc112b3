package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.DetectorFactory;
import java.util.Arrays;

/** What a sample takes, file after file: the median of five passes over all of them. */
final class DetectorSpeed {
  private static final int WARM_UP_PASSES = 3;
  private static final int PASSES = 5;

  private DetectorSpeed() {}

  static double nanos(DetectorFactory factory, Corpus corpus) {
    for (int i = 0; i < WARM_UP_PASSES; i++) {
      pass(factory, corpus);
    }
    double[] nanos = new double[PASSES];
    for (int i = 0; i < PASSES; i++) {
      nanos[i] = pass(factory, corpus);
    }
    Arrays.sort(nanos);
    return nanos[PASSES / 2];
  }

  private static double pass(DetectorFactory factory, Corpus corpus) {
    long begun = System.nanoTime();
    long samples = 0;
    double sum = 0;
    for (Corpus.Labelled file : corpus.files()) {
      for (double score : Feeding.scores(factory.create(), file.rows())) {
        sum += score;
        samples++;
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException(factory.name() + " gave a score that is no number");
    }
    return (double) (System.nanoTime() - begun) / samples;
  }
}
