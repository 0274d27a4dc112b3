package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TailEstimateTest {
  private static final int SAMPLES = 200_000;

  private static double perThousand(long seed, ToDoubleFunction<Random> shape, double probability) {
    Random random = new Random(seed);
    TailEstimate tail = new TailEstimate();
    int beyond = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double distance = Math.abs(shape.applyAsDouble(random));
      beyond += tail.probability(distance) <= probability ? 1 : 0;
      tail.learn(distance);
    }
    return 1_000.0 * beyond / SAMPLES;
  }

  private static void honest(String name, double least, ToDoubleFunction<Random> shape) {
    for (long seed = 1; seed <= 3; seed++) {
      String where = name + ", seed " + seed;
      double hundredth = perThousand(seed, shape, 0.01);
      assertTrue(
          hundredth >= 5 * least && hundredth < 14, () -> where + ": 1 in 100 is " + hundredth);
      double thousandth = perThousand(seed, shape, 0.001);
      assertTrue(
          thousandth >= least && thousandth < 2, () -> where + ": 1 in 1000 is " + thousandth);
      double rarer = 10 * perThousand(seed, shape, 1e-4);
      assertTrue(rarer < 4, () -> where + ": 1 in 10,000 is " + rarer);
    }
  }

  @Test
  @DisplayName("what is held for one in 100, 1,000 or 10,000 is about as rare, whatever the tails")
  void honest() {
    honest("normal", 0.2, Random::nextGaussian);
    honest("uniform", 0, random -> random.nextDouble());
    honest("exponential", 0.4, random -> -Math.log(1 - random.nextDouble()));
    honest("lognormal", 0.4, random -> Math.exp(random.nextGaussian()));
    honest("Pareto of 3", 0.4, random -> Math.pow(1 - random.nextDouble(), -1.0 / 3));
    honest("a thousand times as far", 0.2, random -> 1_000 * random.nextGaussian());
  }

  @Test
  @DisplayName("the distance of a probability is the one that has it")
  void inverse() {
    TailEstimate tail = new TailEstimate();
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      tail.learn(Math.abs(random.nextGaussian()));
    }
    for (double probability : new double[] {0.9, 0.5, 0.1, 0.01, 1e-3, 1e-5}) {
      assertEquals(1, tail.probability(tail.distance(probability)) / probability, 1e-9);
    }
    assertEquals(1, tail.probability(0));
  }

  @Test
  @DisplayName("what never happened is as rare as one in the number of samples, 2,000 at most")
  void neverSeen() {
    TailEstimate tail = new TailEstimate();
    for (int i = 1; i <= 98; i++) {
      tail.learn(0);
    }
    assertEquals(0.01, tail.probability(1e9), 1e-9);
    for (int i = 1; i <= 20_000; i++) {
      tail.learn(0);
    }
    assertEquals(1 / 2_000.0, tail.probability(1e9), 1e-9);
  }

  @Test
  @DisplayName("one giant does not hide the next")
  void giants() {
    TailEstimate tail = new TailEstimate();
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      tail.learn(Math.abs(random.nextGaussian()));
    }
    double before = Rarity.score(tail.probability(20));
    tail.learn(1_000);
    double after = Rarity.score(tail.probability(20));
    assertTrue(before > 0.6, "before: " + before);
    assertTrue(after > 0.9 * before, "before: " + before + ", after: " + after);
  }

  private static double loss(Random random) {
    return random.nextInt(200) == 0 ? 5 + 15 * random.nextDouble() : 0.1 * random.nextDouble();
  }

  @Test
  @DisplayName("what is far off now and then, as loss is, is held for as rare as that")
  void outbursts() {
    for (long seed = 1; seed <= 3; seed++) {
      double thousandth = perThousand(seed, TailEstimateTest::loss, 0.001);
      double rarest = 100 * perThousand(seed, TailEstimateTest::loss, 1e-5);
      assertTrue(thousandth < 1, "seed " + seed + ": 1 in 1,000 is " + thousandth);
      assertTrue(rarest < 1, "seed " + seed + ": 1 in 100,000 is " + rarest);
    }
  }

  @Test
  @DisplayName("after outbursts the distance of a probability still has it, or a higher one")
  void inverseAfterOutbursts() {
    TailEstimate tail = new TailEstimate();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      tail.learn(loss(random));
    }
    for (double probability : new double[] {0.5, 0.1, 0.006, 0.004, 1e-3, 1e-5}) {
      double distance = tail.distance(probability);
      assertTrue(tail.probability(distance) >= probability * (1 - 1e-9), "at " + probability);
      assertTrue(
          tail.probability(distance * (1 + 1e-9)) <= probability * (1 + 1e-6),
          "beyond " + probability);
    }
    double known = tail.distance(0.004);
    assertEquals(0.005, tail.probability(known), 0.0015);
    assertTrue(tail.probability(1.01 * known) < 1e-3, "beyond all that was seen");
  }
}
