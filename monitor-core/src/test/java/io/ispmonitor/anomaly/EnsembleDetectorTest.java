package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnsembleDetectorTest {
  private static final long STEP = 300_000_000_000L;
  private static final long START = 1_740_960_000_000_000_000L;
  private static final int DAY = 288;

  private final DetectorFactory factory = Detectors.builtIn(ZoneOffset.UTC).standard();
  private final AnomalyDetector detector = factory.create();

  /** A daily course with noise, to a 1024th. */
  private static double[] course(int values, long seed) {
    Random random = new Random(seed);
    double[] course = new double[values];
    for (int i = 0; i < values; i++) {
      double daily = 20 * Math.sin(2 * Math.PI * i / DAY);
      course[i] = Math.rint((50 + daily + 2 * random.nextGaussian()) * 1024) / 1024;
    }
    return course;
  }

  private static double[] with(double[] values, int from, int to, DoubleUnaryOperator change) {
    double[] changed = values.clone();
    for (int i = from; i < to; i++) {
      changed[i] = change.applyAsDouble(values[i]);
    }
    return changed;
  }

  private static double[] shifted(double[] values, int from, int to, double by) {
    return with(values, from, to, value -> value + by);
  }

  private static double[] feed(AnomalyDetector detector, double[] values, int from, int to) {
    double[] scores = new double[to - from];
    for (int i = from; i < to; i++) {
      scores[i - from] = detector.feed(START + i * STEP, values[i]);
    }
    return scores;
  }

  private double[] scores(double[] values) {
    return feed(factory.create(), values, 0, values.length);
  }

  private static List<Integer> alarms(double[] scores) {
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= Rarity.ALARM) {
        alarms.add(i);
      }
    }
    return alarms;
  }

  private void found(String what, int begin, double[] values) {
    List<Integer> alarms = alarms(scores(values));
    assertFalse(alarms.isEmpty(), what + " is missed");
    int first = alarms.get(0);
    assertTrue(first >= begin && first < begin + 60, what + ": " + alarms + " of " + begin);
  }

  @Test
  @DisplayName("spikes, steps, a loss, noise and a stuck sensor are found, and nothing before them")
  void kinds() {
    int day = 20 * DAY;
    Random random = new Random(1);
    double[] sound = course(30 * DAY, 1);
    assertEquals(List.of(), alarms(scores(sound)));
    found("a spike", day, shifted(sound, day, day + 3, 80));
    found("a step up", day, shifted(sound, day, 30 * DAY, 12));
    found("a step down", day, shifted(sound, day, 30 * DAY, -12));
    found("nothing at all", day, with(sound, day, day + 48, value -> 0));
    found("noise", day, with(sound, day, day + 48, value -> value + 15 * random.nextGaussian()));
    found("a stuck sensor", day, with(sound, day, day + 60, value -> sound[day - 1]));
  }

  @Test
  @DisplayName("a creep by one unit an hour is found within a day, before its end")
  void creep() {
    double[] values = course(30 * DAY, 2);
    for (int i = 20 * DAY; i < 22 * DAY; i++) {
      values[i] += (i - 20 * DAY) / 12.0;
    }
    List<Integer> alarms = alarms(feed(detector, values, 0, 22 * DAY));
    assertFalse(alarms.isEmpty());
    assertTrue(alarms.get(0) >= 20 * DAY && alarms.get(0) < 21 * DAY, alarms::toString);
  }

  @Test
  @DisplayName("a series upside down has the same scores to the last bit")
  void upsideDown() {
    double[] values = shifted(course(20 * DAY, 1), 12 * DAY, 12 * DAY + 40, 30);
    double[] other = with(values, 0, values.length, value -> (value + 4096) * -0x1p-3);
    assertArrayEquals(scores(values), scores(other));
  }

  @Test
  @DisplayName("the first change of a constant series is an alarm")
  void constant() {
    double[] values = new double[20 * DAY];
    Arrays.fill(values, 0.1);
    List<Integer> alarms = alarms(scores(shifted(values, 19 * DAY, 20 * DAY, 1)));
    assertEquals(19 * DAY, alarms.get(0), 3);
  }

  @Test
  @DisplayName("a clock that is set back by a year is followed")
  void clockSetBack() {
    double[] values = shifted(course(10 * DAY, 5), 9 * DAY, 9 * DAY + 40, 60);
    feed(detector, values, 0, 5 * DAY);
    double[] scores = new double[5 * DAY];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = detector.feed(START + (i - 360L * DAY) * STEP, values[5 * DAY + i]);
    }
    List<Integer> alarms = alarms(scores);
    assertTrue(alarms.size() == 1 || alarms.size() == 2, alarms::toString);
    assertEquals(4 * DAY, alarms.get(0), 12);
  }

  @Test
  @DisplayName("an anomaly of six hours is told at its beginning, and again only when it is graver")
  void episode() {
    double[] scores = scores(shifted(course(20 * DAY, 8), 15 * DAY, 15 * DAY + 72, 25));
    List<Integer> alarms = alarms(scores);
    assertTrue(alarms.size() == 1 || alarms.size() == 2, alarms::toString);
    assertEquals(15 * DAY, alarms.get(0), 12);
    if (alarms.size() == 2) {
      assertTrue(scores[alarms.get(1)] > scores[alarms.get(0)]);
    }
  }

  @Test
  @DisplayName("a level that stays is learnt anew, which is said, and going back is news again")
  void learntAnew() {
    double[] values = shifted(course(60 * DAY, 9), 20 * DAY, 45 * DAY, 40);
    feed(detector, values, 0, 20 * DAY);
    assertFalse(alarms(feed(detector, values, 20 * DAY, 22 * DAY)).isEmpty());
    feed(detector, values, 22 * DAY, 25 * DAY);
    String reason = detector.explain().reason();
    assertTrue(reason.contains("learnt anew since 2025-03-2"), reason);

    assertEquals(List.of(), alarms(feed(detector, values, 30 * DAY, 45 * DAY)));
    Explanation usual = detector.explain();
    assertTrue(usual.low() > 70 && usual.high() < 110, usual::toString);
    assertFalse(usual.reason().contains("learnt anew"), usual::reason);
    assertFalse(alarms(feed(detector, values, 45 * DAY, 46 * DAY)).isEmpty());
  }

  @Test
  @DisplayName("the reason names a stuck sensor, a level that is off and values that scatter")
  void reasons() {
    double[] values = course(20 * DAY, 10);
    feed(detector, values, 0, 15 * DAY);
    byte[] sound = detector.state();
    reason(sound, with(values, 15 * DAY, 20 * DAY, value -> 50), 40, "no change for 39 values");
    reason(
        sound, shifted(values, 15 * DAY, 20 * DAY, -6), 60, "stayed below what is usual at this");
    reason(sound, shifted(values, 15 * DAY, 20 * DAY, 150), 1, "times as far from the expected");
  }

  private void reason(byte[] sound, double[] values, int after, String words) {
    AnomalyDetector restored = factory.restore(sound);
    feed(restored, values, 15 * DAY, 15 * DAY + after);
    String reason = restored.explain().reason();
    assertTrue(reason.contains(words), reason);
  }

  @Test
  @DisplayName("while it learns it says so and names no range")
  void learning() {
    feed(detector, course(100, 3), 0, 100);
    Explanation explanation = detector.explain();
    assertTrue(detector.warmingUp());
    assertTrue(Double.isNaN(explanation.low()) && Double.isNaN(explanation.high()));
    assertTrue(explanation.reason().contains("still learning"), explanation::reason);
  }

  @Test
  @DisplayName("the expected range holds nearly all sound values")
  void range() {
    double[] values = course(30 * DAY, 11);
    feed(detector, values, 0, 10 * DAY);
    int outside = 0;
    for (int i = 10 * DAY; i < values.length; i++) {
      detector.feed(START + i * STEP, values[i]);
      Explanation why = detector.explain();
      outside += values[i] < why.low() || values[i] > why.high() ? 1 : 0;
      assertTrue(why.high() - why.low() < 24, why::toString);
    }
    assertTrue(outside < 0.01 * 20 * DAY, "outside: " + outside);
  }

  @Test
  @DisplayName("samples of thirty seconds raise the alarm of samples of five minutes")
  void shortSteps() {
    double[] values = shifted(course(15 * DAY, 12), 14 * DAY, 14 * DAY + 30, 30);
    int first = -1;
    for (int i = 0; i < values.length * 10; i++) {
      double score = detector.feed(START + i * STEP / 10, values[i / 10]);
      first = score >= Rarity.ALARM && first < 0 ? i / 10 : first;
    }
    assertEquals(14 * DAY, first, 6);
  }

  @Test
  @DisplayName("three days without samples are no anomaly")
  void silence() {
    double[] values = course(24 * DAY, 13);
    feed(detector, values, 0, 18 * DAY);
    assertEquals(List.of(), alarms(feed(detector, values, 21 * DAY, 24 * DAY)));
  }
}
