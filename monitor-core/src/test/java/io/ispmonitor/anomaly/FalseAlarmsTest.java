package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FalseAlarmsTest {
  private static final int SERIES = 10;
  private static final int DAYS = 60;
  private static final int DAY = 288;

  /** A sound series. */
  private interface Noise {
    double next(int i, double last, Random random);
  }

  private static Arguments noise(String name, Noise noise) {
    return Arguments.of(name, noise);
  }

  static Stream<Arguments> noises() {
    return Stream.of(
        noise("Gaussian", (i, last, random) -> random.nextGaussian()),
        noise("uniform", (i, last, random) -> random.nextDouble()),
        noise("lognormal", (i, last, random) -> Math.exp(random.nextGaussian())),
        noise("Pareto", (i, last, random) -> Math.pow(1 - random.nextDouble(), -0.5)),
        noise("counts of 5", (i, last, random) -> poisson(5, random)),
        noise("counts of 0.3", (i, last, random) -> poisson(0.3, random)),
        noise("whole decibels", (i, last, random) -> Math.rint(0.5 * random.nextGaussian() - 60)),
        noise("daily season", (i, last, random) -> season(i) + 0.1 * random.nextGaussian()),
        noise(
            "scatter with season",
            (i, last, random) -> season(i) * Math.exp(0.15 * random.nextGaussian())),
        noise("memory of an hour", (i, last, random) -> 0.92 * last + random.nextGaussian()),
        noise("random walk", (i, last, random) -> last + random.nextGaussian()));
  }

  private static double season(int i) {
    return 1.2 + Math.sin(2 * Math.PI * i / DAY);
  }

  private static double poisson(double mean, Random random) {
    double limit = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noises")
  @DisplayName("a sound series raises at most one false alarm a month and three notices a week")
  void rate(String name, Noise noise) {
    int notices = 0;
    int alarms = 0;
    for (int series = 0; series < SERIES; series++) {
      Random random = new Random(100 + series);
      AnomalyDetector detector = Detectors.builtIn(ZoneOffset.UTC).standard().create();
      double value = 0;
      for (int i = 0; i < DAYS * DAY; i++) {
        value = noise.next(i, value, random);
        double score = detector.feed(i * 300_000_000_000L, value);
        notices += score >= Rarity.NOTICE ? 1 : 0;
        alarms += score >= Rarity.ALARM ? 1 : 0;
      }
    }
    double months = SERIES * DAYS / 30.0;
    assertTrue(alarms <= months, alarms + " alarms of " + name);
    assertTrue(notices <= 13 * months, notices + " notices of " + name);
  }
}
