package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeasonalBaselineTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Much traffic from eight to eight, none on Sundays, by the clocks on the wall in Berlin. */
  private static double usual(long epochNanos) {
    LocalDateTime local =
        Instant.ofEpochSecond(Math.floorDiv(epochNanos, 1_000_000_000L))
            .atZone(BERLIN)
            .toLocalDateTime();
    double hour = local.getHour() + local.getMinute() / 60.0;
    double day = local.getDayOfWeek() == DayOfWeek.SUNDAY ? -20 : 0;
    return 100 + day + 30 * Math.cos(2 * Math.PI * (hour - 14) / 24);
  }

  private static int days(Feed feed, int days, double threshold) {
    int beyond = 0;
    for (int i = 0; i < days * Feed.DAY; i++) {
      double value = usual(feed.time + Feed.STEP) + feed.random.nextGaussian();
      beyond += feed.next(value) >= threshold ? 1 : 0;
    }
    return beyond;
  }

  private static double meanError(Feed feed) {
    double wrong = 0;
    for (int i = 0; i < Feed.DAY; i++) {
      double value = usual(feed.time + Feed.STEP);
      feed.next(value);
      wrong += Math.abs(feed.why().centre() - value) / Feed.DAY;
    }
    return wrong;
  }

  @Test
  @DisplayName("it takes two days to warm up")
  void warmsUp() {
    Feed feed = new Feed("seasonal");
    days(feed, 2, 0);
    assertTrue(feed.detector.warmingUp());
    assertTrue(feed.why().reason().contains("still learning"), feed.why()::reason);
    feed.noise(5, 100, 1);
    assertFalse(feed.detector.warmingUp());
  }

  @Test
  @DisplayName("the level of the afternoon is an anomaly at night, though it comes every day")
  void wrongHour() {
    Feed feed = new Feed("seasonal");
    days(feed, 21, 0);
    feed.time -= feed.time % (Feed.STEP * Feed.DAY) - Feed.STEP * Feed.DAY - 12 * Feed.STEP;
    double level = usual(feed.time + Feed.STEP);
    assertTrue(feed.next(level) < 0.2, feed.why()::toString);
    assertTrue(feed.next(130) > 0.5, feed.why()::toString);
    assertEquals(level, feed.why().centre(), 3);
    assertTrue(feed.why().reason().contains("this hour"), feed.why()::reason);
  }

  @Test
  @DisplayName("it learns that Sundays are quiet")
  void sundays() {
    Feed feed = new Feed("seasonal");
    days(feed, 41, 0);
    assertEquals(0, meanError(feed), 8, "of 20 that a Sunday is lower");
  }

  @Test
  @DisplayName("habits move with daylight saving, for one who knows the zone")
  void daylightSaving() {
    Feed knows = new Feed("seasonal");
    Feed doesNot = new Feed(Detectors.builtIn(ZoneOffset.UTC), "seasonal");
    days(knows, 27, 0);
    days(doesNot, 27, 0);
    double expected = meanError(knows);
    double mistaken = meanError(doesNot);
    assertTrue(expected < 5, "known: " + expected);
    assertTrue(mistaken > expected + 2, "known: " + expected + ", not known: " + mistaken);
  }
}
