package io.ispmonitor.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final Instant TWO = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant THREE = TWO.plusSeconds(3_600);
  private static final Instant FIVE = TWO.plusSeconds(3 * 3_600);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  @DisplayName("a fixed window includes its start and excludes its end")
  void fixed() {
    Timing timing = Timing.fixed(TWO, FIVE);
    Optional<Occurrence> whole = Optional.of(new Occurrence(TWO, FIVE));

    assertEquals(Optional.empty(), timing.at(TWO.minusNanos(1), null));
    assertEquals(whole, timing.at(TWO, null));
    assertEquals(whole, timing.at(FIVE.minusNanos(1), null));
    assertEquals(Optional.empty(), timing.at(FIVE, null));
    assertEquals(Optional.empty(), timing.at(Instant.MIN, null));
    assertEquals(Optional.empty(), timing.at(Instant.MAX, null));
  }

  @Test
  @DisplayName("a fixed window changes at its start and its end, and is over at its end")
  void fixedChanges() {
    Timing timing = Timing.fixed(TWO, FIVE);

    assertEquals(Optional.of(TWO), timing.nextChange(Instant.MIN, null));
    assertEquals(Optional.of(TWO), timing.nextChange(TWO.minusNanos(1), null));
    assertEquals(Optional.of(FIVE), timing.nextChange(TWO, null));
    assertEquals(Optional.empty(), timing.nextChange(FIVE, null));
    assertFalse(timing.isOver(TWO.minusSeconds(1), null));
    assertFalse(timing.isOver(FIVE.minusNanos(1), null));
    assertTrue(timing.isOver(FIVE, null));
  }

  @Test
  @DisplayName("a trigger means nothing to a fixed window")
  void fixedIgnoresTriggers() {
    Timing timing = Timing.fixed(TWO, FIVE);
    assertEquals(timing.at(THREE, null), timing.at(THREE, TWO.minusSeconds(7)));
    assertEquals(Optional.empty(), timing.at(FIVE, THREE));
  }

  @Test
  @DisplayName(
      "a flexible window without a problem is never in force, and over when it waits no more")
  void flexibleWithoutProblem() {
    Timing.Flexible timing = new Timing.Flexible(TWO, FIVE, HOUR);

    assertFalse(timing.isArmed(TWO.minusNanos(1)));
    assertTrue(timing.isArmed(TWO));
    assertTrue(timing.isArmed(FIVE.minusNanos(1)));
    assertFalse(timing.isArmed(FIVE));
    assertEquals(Optional.empty(), timing.at(THREE, null));
    assertEquals(Optional.of(TWO), timing.nextChange(Instant.EPOCH, null));
    assertEquals(Optional.of(FIVE), timing.nextChange(TWO, null));
    assertEquals(Optional.empty(), timing.nextChange(FIVE, null));
    assertFalse(timing.isOver(THREE, null));
    assertTrue(timing.isOver(FIVE, null));
  }

  @Test
  @DisplayName("a flexible window lasts from the first problem on")
  void flexible() {
    Timing timing = Timing.flexible(TWO, FIVE, HOUR);
    Instant halfPast = TWO.plusSeconds(1_800);
    Optional<Occurrence> whole = Optional.of(new Occurrence(halfPast, halfPast.plus(HOUR)));

    assertEquals(Optional.empty(), timing.at(halfPast.minusNanos(1), halfPast));
    assertEquals(whole, timing.at(halfPast, halfPast));
    assertEquals(whole, timing.at(halfPast.plus(HOUR).minusNanos(1), halfPast));
    assertEquals(Optional.empty(), timing.at(halfPast.plus(HOUR), halfPast));
    assertEquals(Optional.of(halfPast.plus(HOUR)), timing.nextChange(halfPast, halfPast));
    assertEquals(Optional.empty(), timing.nextChange(halfPast.plus(HOUR), halfPast));
    assertTrue(timing.isOver(halfPast.plus(HOUR), halfPast), "once only, though it is before five");
  }

  @Test
  @DisplayName("a problem in the last moment of waiting begins a window that ends after that")
  void flexibleAtTheEnd() {
    Timing timing = Timing.flexible(TWO, FIVE, HOUR);
    Instant last = FIVE.minusNanos(1);

    assertTrue(timing.at(FIVE, last).isPresent());
    assertFalse(timing.isOver(FIVE, last));
    assertEquals(Optional.of(last.plus(HOUR)), timing.nextChange(FIVE, last));
  }

  @Test
  @DisplayName("a problem before or after the waiting begins nothing")
  void flexibleOutside() {
    Timing timing = Timing.flexible(TWO, FIVE, HOUR);

    assertEquals(Optional.empty(), timing.at(FIVE, FIVE));
    assertTrue(timing.isOver(FIVE, FIVE));
    assertEquals(Optional.empty(), timing.at(TWO, TWO.minusNanos(1)));
    assertEquals(Optional.of(FIVE), timing.nextChange(TWO, TWO.minusNanos(1)));
  }

  @Test
  @DisplayName("times without an order, out of range or of no length are refused with a sentence")
  void refused() {
    assertRefused(
        "fixed timing must end after it starts, was from 2026-03-01T02:00:00Z to "
            + "2026-03-01T02:00:00Z",
        () -> Timing.fixed(TWO, TWO));
    assertRefused(
        "flexible timing must end after it starts, was from 2026-03-01T05:00:00Z to "
            + "2026-03-01T02:00:00Z",
        () -> Timing.flexible(FIVE, TWO, HOUR));
    assertRefused(
        "fixed timing must lie in the years 1970 to 9999, was from 2026-03-01T02:00:00Z to "
            + "+1000000000-12-31T23:59:59.999999999Z",
        () -> Timing.fixed(TWO, Instant.MAX));
    assertRefused(
        "fixed timing must lie in the years 1970 to 9999, was from 1969-12-31T23:59:59Z to "
            + "2026-03-01T02:00:00Z",
        () -> Timing.fixed(Instant.EPOCH.minusSeconds(1), TWO));
    assertRefused(
        "flexible timing must last more than 0 and at most 366 days, was PT0S",
        () -> Timing.flexible(TWO, FIVE, Duration.ZERO));
    assertRefused(
        "flexible timing must last more than 0 and at most 366 days, was PT-1H",
        () -> Timing.flexible(TWO, FIVE, HOUR.negated()));
    assertRefused(
        "flexible timing must last more than 0 and at most 366 days, was PT8785H",
        () -> Timing.flexible(TWO, FIVE, Duration.ofHours(366 * 24 + 1)));
    assertRefused(
        "an occurrence must end after it starts, was from 2026-03-01T02:00:00Z to "
            + "2026-03-01T02:00:00Z",
        () -> new Occurrence(TWO, TWO));
  }

  static void assertRefused(String sentence, Runnable call) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(sentence, refused.getMessage());
  }
}
