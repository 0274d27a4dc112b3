package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Explanation;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AnomalyDetector} keeps. Extend it, say how yours is made, and run it.
 *
 * <p>Random series come from seeds, which failures name.
 */
public abstract class AnomalyDetectorContract {
  private static final int SEEDS = 10;
  private static final int SAMPLES = 6_000;
  private static final int LONG = 10_000_000;
  private static final int MANY = 1_000;

  /** What measuring may allocate itself. */
  private static final long UNRELATED_BYTES = 16_384;

  /** For subclasses. */
  protected AnomalyDetectorContract() {}

  /** The kind of detector. */
  protected abstract DetectorFactory factory();

  /** The most that one may take on the heap. */
  protected long mostBytes() {
    return 1_024;
  }

  /** Within how many samples, five minutes apart, it has to be warm. */
  protected int warmAfter() {
    return 3 * MadeUpSeries.DAY;
  }

  private static double[] scores(AnomalyDetector detector, MadeUpSeries series) {
    double[] scores = new double[series.samples()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = detector.feed(series.time(i), series.value(i));
    }
    return scores;
  }

  private double[] scores(MadeUpSeries series) {
    return scores(factory().create(), series);
  }

  private static double shareFrom(double[] scores, double threshold) {
    int from = 0;
    for (double score : scores) {
      from += score >= threshold ? 1 : 0;
    }
    return (double) from / scores.length;
  }

  @Test
  @DisplayName("whatever comes, a score is a number from 0 to 1 and has a reason")
  void alwaysDefined() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      AnomalyDetector detector = factory().create();
      MadeUpSeries series = MadeUpSeries.rough(seed, SAMPLES);
      for (int i = 0; i < SAMPLES; i++) {
        double score = detector.feed(series.time(i), series.value(i));
        String where = "seed " + seed + ", sample " + i + ", value " + series.value(i);
        assertTrue(score >= 0 && score <= 1, () -> where + ": score " + score);
        explained(detector.explain(), score, where);
      }
    }
  }

  private static void explained(Explanation explanation, double score, String where) {
    assertEquals(score, explanation.score(), where);
    assertFalse(explanation.reason().isBlank(), where);
    assertFalse(explanation.reason().contains("NaN"), () -> where + ": " + explanation);
    if (!Double.isNaN(explanation.centre())) {
      assertTrue(
          explanation.low() <= explanation.centre() && explanation.centre() <= explanation.high(),
          () -> where + ": " + explanation);
    }
  }

  @Test
  @DisplayName("one that has seen nothing is warming up and says so")
  void begins() {
    AnomalyDetector detector = factory().create();
    assertTrue(detector.warmingUp());
    assertFalse(detector.explain().reason().isBlank());
    assertTrue(Double.isNaN(detector.explain().value()));
  }

  @Test
  @DisplayName("while it warms up it scores 0, and once warm it stays so and says what is usual")
  void warmsUp() {
    AnomalyDetector detector = factory().create();
    MadeUpSeries series = MadeUpSeries.daily(1, warmAfter() + MadeUpSeries.DAY);
    for (int i = 0; i < series.samples(); i++) {
      boolean warm = !detector.warmingUp();
      double score = detector.feed(series.time(i), series.value(i));
      String where = "sample " + i;
      assertTrue(!detector.warmingUp() || score == 0, where);
      assertTrue(!warm || !detector.warmingUp(), where);
      assertTrue(i < warmAfter() || !detector.warmingUp(), where);
    }
    Explanation explanation = detector.explain();
    assertEquals(series.value(series.samples() - 1), explanation.value());
    assertTrue(Double.isFinite(explanation.low()), explanation::toString);
    assertTrue(Double.isFinite(explanation.high()), explanation::toString);
  }

  @Test
  @DisplayName("what is no measurement scores 0 and teaches nothing")
  void noMeasurements() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      MadeUpSeries series = MadeUpSeries.daily(seed, SAMPLES);
      AnomalyDetector plain = factory().create();
      AnomalyDetector disturbed = factory().create();
      for (int i = 0; i < SAMPLES; i++) {
        long time = series.time(i);
        double expected = plain.feed(time, series.value(i));
        String where = "seed " + seed + ", sample " + i;
        assertEquals(expected, disturbed.feed(time, series.value(i)), where);
        disturb(disturbed, time, i % 7, where);
      }
    }
  }

  private static void disturb(AnomalyDetector detector, long time, int how, String where) {
    double score =
        switch (how) {
          case 0 -> detector.feed(time + 1, Double.NaN);
          case 1 -> detector.feed(time + 1, Double.POSITIVE_INFINITY);
          case 2 -> detector.feed(time + 1, Double.NEGATIVE_INFINITY);
          case 3 -> detector.feed(time, 1e6);
          case 4 -> detector.feed(time - MadeUpSeries.STEP / 2, 1e6);
          default -> 0;
        };
    assertEquals(0, score, where);
  }

  @Test
  @DisplayName("a series that never changes is no anomaly")
  void constant() {
    for (double value : new double[] {0, 5, -0.1, 1e300, Double.MIN_VALUE}) {
      double[] scores = scores(MadeUpSeries.of(1, 4 * SAMPLES, (random, i) -> value));
      assertEquals(0, shareFrom(scores, 0.2), "all " + value);
    }
  }

  @Test
  @DisplayName("of small whole numbers hardly one in 1,000 is an anomaly")
  void wholeNumbers() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      double[] scores =
          scores(MadeUpSeries.of(seed, 4 * SAMPLES, (random, i) -> random.nextInt(4)));
      double share = shareFrom(scores, 0.4);
      assertTrue(share <= 0.001, "seed " + seed + ": " + share);
    }
  }

  @Test
  @DisplayName("chance alone scores 0.3 for about one sample in 1,000 at most, whatever its shape")
  void falseAlarms() {
    for (long seed = 1; seed <= 3; seed++) {
      rare(seed, "normal", (random, i) -> random.nextGaussian());
      rare(seed, "exponential", (random, i) -> -Math.log(1 - random.nextDouble()));
      rare(seed, "lognormal", (random, i) -> Math.exp(random.nextGaussian()));
      rare(seed, "t of 3", AnomalyDetectorContract::student);
    }
  }

  @Test
  @DisplayName("what a series does once in 200 samples hardly ever scores 0.5")
  void seldom() {
    for (long seed = 1; seed <= 3; seed++) {
      double[] scores = scores(MadeUpSeries.of(seed, 100_000, AnomalyDetectorContract::loss));
      double share = 100_000 * shareFrom(scores, 0.5);
      assertTrue(share <= 20, "seed " + seed + ": " + share + " of 100,000");
    }
  }

  private static double loss(Random random, int sample) {
    return random.nextInt(200) == 0 ? (1 + random.nextInt(20)) / 20.0 : 0;
  }

  private static double student(Random random, int sample) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double one = random.nextGaussian();
      squares += one * one;
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }

  private void rare(long seed, String name, MadeUpSeries.Shape shape) {
    double[] scores = scores(MadeUpSeries.of(seed, 100_000, shape));
    double share = 1_000 * shareFrom(scores, 0.3);
    assertTrue(share <= 3, "seed " + seed + ", " + name + ": " + share + " of 1,000");
    double rarer = 100_000 * shareFrom(scores, 0.5);
    assertTrue(rarer <= 10, "seed " + seed + ", " + name + ": " + rarer + " of 100,000");
  }

  @Test
  @DisplayName("shift and scale by powers of two change no score to the last bit")
  void exactUnits() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      MadeUpSeries series = MadeUpSeries.daily(seed, SAMPLES);
      double[] scores = scores(series);
      String where = "seed " + seed;
      assertArrayEquals(scores, scores(series.with(value -> value * 0x1p40)), where);
      assertArrayEquals(scores, scores(series.with(value -> value * 0x1p-300)), where);
      assertArrayEquals(scores, scores(series.with(value -> value + 0x1p20)), where);
    }
  }

  @Test
  @DisplayName("any other shift and scale changes nearly no score by more than rounding does")
  void units() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      MadeUpSeries series = MadeUpSeries.daily(seed, SAMPLES);
      double[] scores = scores(series);
      double[] others = scores(series.with(value -> 0.37 * value - 1_234.5));
      int different = 0;
      for (int i = 0; i < SAMPLES; i++) {
        different += Math.abs(scores[i] - others[i]) > 0.001 ? 1 : 0;
      }
      assertTrue(different <= SAMPLES / 1_000, "seed " + seed + ": " + different + " differ");
    }
  }

  @Test
  @DisplayName("restored from its state in the middle of a series it goes on to the last bit")
  void roundTrip() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      roundTrip(MadeUpSeries.rough(seed, SAMPLES), "rough, seed " + seed);
      roundTrip(MadeUpSeries.daily(seed, SAMPLES), "daily, seed " + seed);
    }
  }

  private void roundTrip(MadeUpSeries series, String name) {
    AnomalyDetector plain = factory().create();
    AnomalyDetector restored = factory().create();
    for (int i = 0; i < SAMPLES; i++) {
      if (i % 101 == 0) {
        restored = factory().restore(restored.state());
      }
      double score = plain.feed(series.time(i), series.value(i));
      String where = name + ", sample " + i;
      assertEquals(score, restored.feed(series.time(i), series.value(i)), where);
      if (i % 101 == 0) {
        same(plain, restored, where);
      }
    }
    same(plain, restored, name);
  }

  private void same(AnomalyDetector one, AnomalyDetector other, String where) {
    assertArrayEquals(one.state(), other.state(), where);
    AnomalyDetector again = factory().restore(one.state());
    assertArrayEquals(one.state(), again.state(), where);
    assertEquals(one.explain(), again.explain(), where);
    assertEquals(one.warmingUp(), again.warmingUp(), where);
  }

  @Test
  @DisplayName("a state that is damaged, cut off, too long or of something else is refused")
  void foreign() {
    AnomalyDetector detector = factory().create();
    scores(detector, MadeUpSeries.daily(1, SAMPLES));
    byte[] state = detector.state();
    refused(new byte[0]);
    refused(new byte[state.length]);
    refused("{\"kind\":\"something else\"}".getBytes(StandardCharsets.UTF_8));
    refused(Arrays.copyOf(state, state.length - 1));
    refused(Arrays.copyOf(state, state.length + 1));
    Random random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      byte[] damaged = state.clone();
      damaged[random.nextInt(state.length)] ^= (byte) (1 << random.nextInt(8));
      refused(damaged);
    }
  }

  private void refused(byte[] state) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> factory().restore(state));
    assertTrue(String.valueOf(refused.getMessage()).length() > 20, refused::toString);
  }

  @Test
  @DisplayName("ten million samples allocate nothing and leave the state as large as it was")
  void memoryIsFlat() {
    AnomalyDetector detector = factory().create();
    MadeUpSeries series = MadeUpSeries.daily(1, 10 * MadeUpSeries.DAY);
    scores(detector, series);
    int size = detector.state().length;
    long begin = MadeUpSeries.BEGIN + series.samples() * MadeUpSeries.STEP;
    long before = allocated();
    double sum = feedMany(detector, series, begin);
    long allocated = allocated() - before;
    assertTrue(sum >= 0 && sum <= LONG, () -> "scores add up to " + sum);
    assertTrue(allocated < UNRELATED_BYTES, () -> allocated + " bytes for " + LONG + " samples");
    assertEquals(size, detector.state().length);
  }

  /** In steps of ten seconds, so that 10 million samples stay within the times there are. */
  private static double feedMany(AnomalyDetector detector, MadeUpSeries series, long begin) {
    double sum = 0;
    for (int i = 0; i < LONG; i++) {
      sum +=
          detector.feed(begin + i * (MadeUpSeries.STEP / 30), series.value(i % series.samples()));
    }
    return sum;
  }

  @Test
  @DisplayName("one takes as little of the heap as promised")
  void size() {
    AnomalyDetector[] kept = new AnomalyDetector[MANY];
    kept[0] = factory().create();
    long before = allocated();
    for (int i = 0; i < MANY; i++) {
      kept[i] = factory().create();
    }
    long bytes = (allocated() - before) / kept.length;
    assertTrue(bytes <= mostBytes(), () -> bytes + " bytes, promised are " + mostBytes());
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
