package io.ispmonitor.jdbc.internal.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class DistributionTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("io.ispmonitor.figures");
  private static final int DAYS = 50;

  private final Distribution all = new Distribution();

  @Test
  @DisplayName("one bucket is itself, and so are many of the same")
  void same() {
    all.add(7, -3, 0.5, 12, 9);
    assertAll(7, -3, 0.5, 12, 9);
    all.add(70, -3, 0.5, 12, 9);
    all.add(700, -3, 0.5, 12, 9);
    assertAll(777, -3, 0.5, 12, 9);
  }

  @Test
  @DisplayName("what does not change is told exactly")
  void constant() {
    for (int i = 1; i < 300; i++) {
      all.add(i, 0.1, 0.1, 0.1, 0.1);
    }
    assertAll(299 * 300 / 2, 0.1, 0.1, 0.1, 0.1);
  }

  @Test
  @DisplayName("buckets weigh as much as they have values")
  void weights() {
    all.add(95, 1, 1, 1, 1);
    all.add(5, 2, 2, 2, 2);
    assertAll(100, 1, 1.05, 2, 1);
    all.add(1, 2, 2, 2, 2);
    assertEquals(2, all.p95());
  }

  @Test
  @DisplayName("between two points it lies on a line")
  void line() {
    all.add(100, 0, 0, 100, 95);
    all.add(100, 100, 100, 200, 195);
    assertEquals(190 * 95 / 95.0, all.p95(), 1e-6); // half of all, and nine tenths of the others
  }

  @Test
  @DisplayName("values at the limits of a double stay finite")
  void limits() {
    all.add(3, -Double.MAX_VALUE, 0, Double.MAX_VALUE, Double.MAX_VALUE);
    all.add(3, -Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE);
    all.add(3, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
    assertTrue(Double.isFinite(all.mean()));
    assertTrue(Double.isFinite(all.p95()));
  }

  private void assertAll(long count, double min, double mean, double max, double p95) {
    assertEquals(count, all.count());
    assertEquals(min, all.min());
    assertEquals(mean, all.mean(), 1e-12);
    assertEquals(max, all.max());
    assertEquals(p95, all.p95());
  }

  @Test
  @DisplayName("the 95th percentile of a day out of its hours is too high by a known share")
  void figures() {
    figure("round trip, lognormal, sigma 0.3", 0.1, 0.4, (random, at) -> lognormal(random, 0.3));
    figure("round trip, lognormal, sigma 0.6", 0.25, 1, (random, at) -> lognormal(random, 0.6));
    figure(
        "rate with a daily swing, noise 20 %",
        0.1,
        0.2,
        (random, at) -> (1.2 - Math.cos(2 * Math.PI * at)) * (1 + 0.2 * random.nextGaussian()));
    figure(
        "voltage, normal, 1 %",
        0.01, 0.02, (random, at) -> 48 * (1 + 0.01 * random.nextGaussian()));
    figure(
        "round trip that is five times as long for two hours",
        0.25,
        0.6,
        (random, at) -> lognormal(random, 0.3) * (at > 0.70 && at < 0.78 ? 5 : 1));
  }

  private static double lognormal(Random random, double sigma) {
    return Math.exp(sigma * random.nextGaussian());
  }

  /** A value at a part of the day. */
  private interface Series {
    double value(Random random, double at);
  }

  private static void figure(String what, double most, double mostOfFew, Series series) {
    for (int perHour : new int[] {120, 12}) {
      Random random = new Random(11);
      double worst = 0;
      double mean = 0;
      for (int day = 0; day < DAYS; day++) {
        double error = error(random, perHour, series);
        worst = Math.max(worst, Math.abs(error));
        mean += error / DAYS;
      }
      FIGURES.info(
          "p95 of a day out of 24 hours with {} values, {}: off by {} % at most, {} % in the mean",
          perHour, what, percent(worst), percent(mean));
      double asked = perHour > 100 ? most : mostOfFew;
      assertTrue(worst <= asked, what + " is off by " + worst);
    }
  }

  private static double percent(double share) {
    return Math.rint(share * 1_000) / 10;
  }

  /** As a share of the exact one. */
  private static double error(Random random, int perHour, Series series) {
    double[] values = new double[24 * perHour];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.value(random, (double) i / values.length);
    }
    Distribution day = new Distribution();
    for (int from = 0; from < values.length; from += perHour) {
      double[] some = Arrays.copyOfRange(values, from, from + perHour);
      Arrays.sort(some);
      double mean = Arrays.stream(some).average().orElseThrow();
      double p95 = some[SeriesDay.rank(perHour) - 1];
      day.add(perHour, some[0], mean, some[perHour - 1], p95);
    }
    Arrays.sort(values);
    double exact = values[SeriesDay.rank(values.length) - 1];
    return (day.p95() - exact) / exact;
  }
}
