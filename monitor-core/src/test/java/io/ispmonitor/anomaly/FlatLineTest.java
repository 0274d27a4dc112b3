package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlatLineTest {
  private final Feed feed = new Feed("flat-line");

  @Test
  @DisplayName("a sensor that never repeats itself has stopped after a handful of equal values")
  void stopped() {
    assertEquals(0, feed.noise(1_000, 20, 1));
    feed.next(21.5);
    assertTrue(feed.same(3, 21.5) < 0.5);
    assertTrue(feed.same(5, 21.5) > 0.9);
    assertTrue(feed.why().reason().startsWith("8.00 samples in a row"), feed.why()::reason);
    assertEquals(0, feed.next(21.6));
  }

  @Test
  @DisplayName("one that rounds, so that every third value repeats, is given more time")
  void rounded() {
    double highest = 0;
    for (int i = 0; i < 5_000; i++) {
      highest = Math.max(highest, feed.next(Math.rint(feed.random.nextGaussian())));
    }
    assertTrue(highest < 0.4, "highest " + highest);
    assertTrue(feed.same(10, 0) < 0.5, feed.why()::toString);
    assertTrue(feed.same(50, 0) > 0.9, feed.why()::toString);
  }

  @Test
  @DisplayName("one that is the same for ever never has stopped")
  void constant() {
    assertTrue(feed.same(50_000, 230) < 0.2);
  }

  @Test
  @DisplayName("a rest as long as those before is no stop, one of three times the length is")
  void rests() {
    for (int day = 0; day < 5; day++) {
      feed.noise(200, 20, 1);
      feed.same(88, 0);
    }
    feed.noise(200, 20, 1);
    assertTrue(feed.same(100, 0) < 0.1, feed.why()::toString);
    assertTrue(feed.same(160, 0) > 0.5, feed.why()::toString);
  }

  @Test
  @DisplayName("a gap ends a run")
  void gap() {
    feed.noise(1_000, 20, 1);
    feed.same(4, 21.5);
    assertEquals(0, feed.afterSteps(20, 21.5));
  }
}
