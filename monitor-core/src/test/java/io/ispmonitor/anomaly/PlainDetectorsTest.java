package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDetectorsTest {

  @ParameterizedTest
  @ValueSource(strings = {"zscore", "robust-zscore", "ewma", "rate-of-change"})
  @DisplayName("a value far off scores high, above and below, and the reason says how far")
  void farOff(String name) {
    for (double far : new double[] {15, -15}) {
      Feed feed = new Feed(name);
      feed.noise(3_000, 50, 2);
      double score = feed.next(50 + 2 * far);
      assertTrue(score > 0.5, () -> name + " scores " + far + " deviations " + score);
      Explanation why = feed.why();
      assertEquals(50 + 2 * far, why.value());
      assertEquals(50, why.centre(), 6);
      assertTrue(far > 0 ? why.value() > why.high() : why.value() < why.low(), why::toString);
      assertTrue(why.reason().contains("deviations"), why::reason);
      assertTrue(why.reason().contains("one sample in"), why::reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zscore", "robust-zscore", "ewma", "rate-of-change", "seasonal"})
  @DisplayName("what is beyond the usual range scores 0.3 or more, and only that")
  void rangeAndScoreAgree(String name) {
    Feed feed = new Feed(name);
    int beyond = 0;
    for (int i = 0; i < 30_000; i++) {
      double score = feed.next(10 + feed.random.nextGaussian());
      Explanation why = feed.why();
      if (!feed.detector.warmingUp()) {
        boolean outside = why.value() < why.low() || why.value() > why.high();
        assertEquals(score > 0.3, outside, () -> name + ": " + why);
        beyond += outside ? 1 : 0;
      }
    }
    assertTrue(beyond > 8 && beyond < 80, name + ": " + beyond + " of 30,000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zscore", "robust-zscore", "ewma", "cusum", "rate-of-change", "seasonal"})
  @DisplayName("a series that was constant for a year and then is not is learnt anew")
  void wakesUp(String name) {
    for (double level : new double[] {0, 0.1, -3e9}) {
      Feed feed = new Feed(name);
      feed.same(365 * Feed.DAY, level);
      feed.noise(28 * Feed.DAY, level + 5, 1);
      double highest = feed.noise(Feed.DAY, level + 5, 1);
      assertEquals(level + 5, feed.why().centre(), 5, name + ": " + feed.why());
      assertTrue(highest < 0.45, name + ": " + highest + ", " + feed.why());
      double width = feed.why().high() - feed.why().low();
      assertTrue(width > 2 && width < 300, name + ": " + feed.why());
    }
  }

  @Test
  @DisplayName("the window's mean and deviation are those of its last samples")
  void window() {
    WindowedZScore detector = new WindowedZScore(50);
    Random random = new Random(1);
    double[] values = new double[2_020];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1e6 + random.nextGaussian();
      detector.feed((i + 1) * Feed.STEP, values[i]);
    }
    double origin = detector.scale().back(0);
    double sum = 0;
    double squares = 0;
    for (int i = values.length - 51; i < values.length - 1; i++) {
      sum += values[i] - origin;
      squares += (values[i] - origin) * (values[i] - origin);
    }
    double mean = sum / 50;
    double back = detector.scale().of(origin + 1);
    assertEquals(mean, detector.centre() / back, 1e-9);
    assertEquals(Math.sqrt(squares / 50 - mean * mean), detector.spread() / back, 1e-9);
  }

  @Test
  @DisplayName("outliers among the samples blind the window, not the median")
  void robust() {
    for (String name : new String[] {"zscore", "robust-zscore"}) {
      Feed feed = new Feed(name);
      for (int i = 0; i < 3_000; i++) {
        feed.next(50 + 2 * feed.random.nextGaussian() + (i % 40 == 0 ? 400 : 0));
      }
      feed.next(50);
      double width = feed.why().high() - feed.why().low();
      double middle = Math.abs(feed.why().centre() - 50);
      assertEquals(name.equals("zscore"), middle > 5, name + " expects " + feed.why());
      assertTrue(width > 20, name + " expects " + feed.why());
    }
  }

  @Test
  @DisplayName("a shift by one deviation is lost in single samples, and found by its sum")
  void cusum() {
    Feed cusum = new Feed("cusum");
    Feed ewma = new Feed("ewma");
    assertTrue(cusum.noise(3_000, 50, 2) < 0.4);
    ewma.noise(3_000, 50, 2);
    double found = cusum.noise(100, 52, 2);
    double seen = ewma.noise(100, 52, 2);
    assertTrue(found > 0.42, "cusum: " + found + ", " + cusum.why());
    assertTrue(seen < 0.35, "ewma: " + seen);
    assertTrue(cusum.why().reason().contains("added up"), cusum.why()::reason);
  }

  @Test
  @DisplayName("a shift that lasts becomes the new mean")
  void cusumLearnsAnew() {
    Feed feed = new Feed("cusum");
    feed.noise(3_000, 50, 2);
    feed.noise(3_000, 60, 2);
    assertEquals(60, feed.why().centre(), 1);
    assertTrue(feed.noise(1_000, 60, 2) < 0.3, feed.why()::toString);
  }

  @Test
  @DisplayName("a change counts for the time it took, and after a gap there is none")
  void change() {
    Feed feed = new Feed("rate-of-change");
    double value = 0;
    for (int i = 0; i < 3_000; i++) {
      value += 10 + feed.random.nextGaussian();
      feed.next(value);
    }
    assertTrue(feed.afterSteps(3, value + 30) < 0.2, feed.why()::toString);
    assertEquals(0, feed.afterSteps(50, value - 5_000));
    assertTrue(feed.why().reason().contains("gap"), feed.why()::reason);
    assertTrue(feed.next(value - 4_990) < 0.2, feed.why()::toString);
    assertTrue(feed.next(value - 4_900) > 0.6, feed.why()::toString);
  }
}
