package io.ispmonitor.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;

/** Feeds a detector with what a test makes up, sample after sample. */
final class Feed {
  static final long STEP = Duration.ofMinutes(5).toNanos();
  static final int DAY = 288;

  final AnomalyDetector detector;
  final Random random = new Random(1);
  long time = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() * 1_000_000_000L;

  Feed(String name) {
    this(Detectors.builtIn(ZoneId.of("Europe/Berlin")), name);
  }

  Feed(Detectors detectors, String name) {
    detector = detectors.named(name).create();
  }

  double next(double value) {
    time += STEP;
    return detector.feed(time, value);
  }

  double afterSteps(int steps, double value) {
    time += (steps - 1) * STEP;
    return next(value);
  }

  /** Feeds normal noise around a level; returns the highest score. */
  double noise(int samples, double level, double deviation) {
    double highest = 0;
    for (int i = 0; i < samples; i++) {
      highest = Math.max(highest, next(level + deviation * random.nextGaussian()));
    }
    return highest;
  }

  /** Feeds the same again and again; returns the highest score. */
  double same(int samples, double value) {
    double highest = 0;
    for (int i = 0; i < samples; i++) {
      highest = Math.max(highest, next(value));
    }
    return highest;
  }

  Explanation why() {
    return detector.explain();
  }
}
