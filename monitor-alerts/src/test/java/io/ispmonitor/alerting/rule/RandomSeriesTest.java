package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.PowerMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSeriesTest {
  private static final String VOLTAGE = PowerMetrics.VOLTAGE.name();
  private static final Duration STEP = Duration.ofSeconds(30);

  /** A rule of any numbers that can be. */
  static ThresholdRule anyRule(SplittableRandom random) {
    boolean isHigh = random.nextBoolean();
    double trigger = 20 + random.nextInt(10);
    double apart = random.nextInt(4);
    ThresholdRule.Builder rule =
        isHigh
            ? ThresholdRule.above("rule", VOLTAGE, trigger).clear(trigger - apart)
            : ThresholdRule.below("rule", VOLTAGE, trigger).clear(trigger + apart);
    return rule.samples(1 + random.nextInt(4), 1 + random.nextInt(4))
        .holdFor(STEP.multipliedBy(random.nextInt(4)))
        .keepFiring(STEP.multipliedBy(random.nextInt(4)))
        .build();
  }

  /** Values that wander between 15 and 35. */
  static double[] anySeries(SplittableRandom random, int length) {
    double[] series = new double[length];
    double value = 25;
    for (int i = 0; i < length; i++) {
      value = Math.max(15, Math.min(35, value + random.nextDouble(-3, 3)));
      series[i] = value;
    }
    return series;
  }

  private static List<String> play(
      ThresholdRule rule, double[] series, @Nullable SplittableRandom gaps) {
    Desk desk = new Desk(rule);
    List<String> said = new ArrayList<>();
    for (double value : series) {
      for (int gap = gaps == null ? 0 : gaps.nextInt(3); gap > 0; gap--) {
        desk.volts(Double.NaN).silence();
      }
      desk.volts(value);
      desk.signals.forEach(signal -> said.add(signal.at().getEpochSecond() + " "));
      desk.said().forEach(said::add);
      desk.time.advance(STEP);
    }
    return said;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("with each key, raised and cleared take turns and raised comes first")
  void takeTurns(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int raised = 0;
    for (int round = 0; round < 50; round++) {
      Desk desk =
          new Desk(
              anyRule(random),
              ThresholdRule.above("busy", "if.in", 25).samples(2, 2).build(),
              ChangeRule.rearming("jump", VOLTAGE, 2, 2).build(),
              CompositeRule.atLeast(2, "two", "rule", "busy", "jump").build());
      for (double value : anySeries(random, 200)) {
        desk.volts(random.nextInt(5) == 0 ? Double.NaN : value);
        desk.traffic(value + random.nextInt(3), 50 - value);
        desk.time.advance(STEP);
      }
      Set<String> firing = new HashSet<>();
      for (String said : desk.said()) {
        String key = said.substring(said.indexOf(' ') + 1);
        assertTrue(said.startsWith("raised ") ? firing.add(key) : firing.remove(key), said);
        raised += said.startsWith("raised ") ? 1 : 0;
      }
    }
    assertTrue(raised > 1_000, "raised " + raised);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  @DisplayName("gaps anywhere in a series change nothing")
  void gapsAreNeutral(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int said = 0;
    for (int round = 0; round < 50; round++) {
      ThresholdRule rule = anyRule(random);
      double[] series = anySeries(random, 200);
      List<String> without = play(rule, series, null);
      assertEquals(without, play(rule, series, random), rule::toString);
      said += without.size();
    }
    assertNotEquals(0, said);
  }
}
