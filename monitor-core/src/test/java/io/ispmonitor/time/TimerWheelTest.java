package io.ispmonitor.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
  private static final long MILLI = 1_000_000L;

  private final List<String> expired = new ArrayList<>();
  private final TimerWheel<Named> wheel = new TimerWheel<>(Duration.ofMillis(1), 8, 0);

  @Test
  @DisplayName("a timer expires when it is due, not before, and only once")
  void expires() {
    Named timer = new Named("a");
    wheel.schedule(timer, 5 * MILLI);

    assertEquals(0, wheel.advance(5 * MILLI - 1, this::note));
    assertTrue(timer.isSet());
    assertEquals(1, wheel.advance(5 * MILLI, this::note));
    assertFalse(timer.isSet());
    assertEquals(0, wheel.advance(500 * MILLI, this::note));
    assertEquals(List.of("a"), expired);
  }

  @Test
  @DisplayName("a time between two ticks is due at the later one")
  void betweenTicks() {
    wheel.schedule(new Named("a"), 5 * MILLI + 1);

    assertEquals(6 * MILLI, wheel.nextDueNanos());
    assertEquals(0, wheel.advance(6 * MILLI - 1, this::note));
    assertEquals(1, wheel.advance(6 * MILLI, this::note));
  }

  @Test
  @DisplayName("a time in the past is due with the next tick")
  void past() {
    wheel.advance(100 * MILLI, this::note);
    wheel.schedule(new Named("a"), 3 * MILLI);

    assertEquals(101 * MILLI, wheel.nextDueNanos());
    assertEquals(1, wheel.advance(101 * MILLI, this::note));
  }

  @Test
  @DisplayName("a timer many turns away waits for its turn")
  void manyTurns() {
    wheel.schedule(new Named("a"), 800 * MILLI);
    for (int turn = 1; turn < 100; turn++) {
      assertEquals(0, wheel.advance(8 * MILLI * turn, this::note));
      assertTrue(wheel.nextDueNanos() <= 800 * MILLI);
    }
    assertEquals(1, wheel.advance(800 * MILLI, this::note));
  }

  @Test
  @DisplayName("a gap of many turns expires all at once")
  void longGap() {
    for (int i = 1; i <= 100; i++) {
      wheel.schedule(new Named("t" + i), 3 * MILLI * i);
    }

    assertEquals(100, wheel.advance(Duration.ofDays(1).toNanos(), this::note));
    assertEquals(0, wheel.size());
    assertEquals(Step.ON_WAKE, wheel.nextDueNanos());
  }

  @Test
  @DisplayName("a timer that is set again counts only from then")
  void setAgain() {
    Named timer = new Named("a");
    wheel.schedule(timer, 2 * MILLI);
    wheel.schedule(timer, 20 * MILLI);

    assertEquals(1, wheel.size());
    assertEquals(0, wheel.advance(10 * MILLI, this::note));
    assertEquals(1, wheel.advance(20 * MILLI, this::note));
  }

  @Test
  @DisplayName("a cancelled timer does not expire, and cancelling twice is cancelling once")
  void cancel() {
    Named timer = new Named("a");
    wheel.schedule(timer, 2 * MILLI);
    wheel.cancel(timer);
    wheel.cancel(timer);

    assertEquals(0, wheel.size());
    assertEquals(0, wheel.advance(10 * MILLI, this::note));
  }

  @Test
  @DisplayName("an expired timer may cancel one that is due in the same tick")
  void cancelFromWithin() {
    Named first = new Named("first");
    Named second = new Named("second");
    wheel.schedule(first, 2 * MILLI);
    wheel.schedule(second, 2 * MILLI);
    wheel.advance(
        2 * MILLI,
        timer -> {
          note(timer);
          wheel.cancel(timer == first ? second : first);
        });

    assertEquals(1, expired.size());
    assertEquals(0, wheel.size());
  }

  @Test
  @DisplayName("an expired timer that is set to now comes with the next call, not in this one")
  void scheduleFromWithin() {
    Named timer = new Named("a");
    wheel.schedule(timer, 2 * MILLI);

    assertEquals(1, wheel.advance(50 * MILLI, due -> wheel.schedule(due, 2 * MILLI)));
    assertTrue(timer.isSet());
    assertEquals(1, wheel.advance(51 * MILLI, this::note));
  }

  @Test
  @DisplayName("a consumer that throws costs no other timer, and what it threw comes out")
  void throwingConsumer() {
    for (int i = 1; i <= 20; i++) {
      wheel.schedule(new Named("t" + i), (1 + i / 2) * MILLI);
    }
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                wheel.advance(
                    100 * MILLI,
                    timer -> {
                      note(timer);
                      throw new IllegalStateException(timer.name);
                    }));

    assertEquals(20, expired.size());
    assertEquals(0, wheel.size());
    assertEquals(expired.get(0), thrown.getMessage());
    assertEquals(0, wheel.advance(200 * MILLI, this::note));
  }

  @Test
  @DisplayName("one exception thrown for every timer is no trouble")
  void sameExceptionAgain() {
    IllegalStateException same = new IllegalStateException("the same");
    wheel.schedule(new Named("a"), MILLI);
    wheel.schedule(new Named("b"), MILLI);

    assertSame(
        same,
        assertThrows(
            IllegalStateException.class,
            () ->
                wheel.advance(
                    MILLI,
                    timer -> {
                      throw same;
                    })));
  }

  @Test
  @DisplayName("a time as far away as can be is not due for ever")
  void veryFar() {
    wheel.schedule(new Named("never"), Step.ON_WAKE);

    assertEquals(0, wheel.advance(Duration.ofDays(3650).toNanos(), this::note));
    assertEquals(1, wheel.size());
  }

  @Test
  @DisplayName("the origin of time does not matter")
  void anyOrigin() {
    for (long origin : new long[] {Long.MIN_VALUE / 2, -1, Long.MAX_VALUE - 50 * MILLI}) {
      TimerWheel<Named> other = new TimerWheel<>(Duration.ofMillis(1), 8, origin);
      other.schedule(new Named("a"), origin + 20 * MILLI);
      assertEquals(0, other.advance(origin + 20 * MILLI - 1, this::note));
      assertEquals(1, other.advance(origin + 20 * MILLI, this::note));
    }
  }

  @Test
  @DisplayName("a million timers expire once each, in the order of their ticks")
  void million() {
    int count = 1_000_000;
    long tick = Duration.ofMillis(5).toNanos();
    TimerWheel<Due> big = new TimerWheel<>(Duration.ofMillis(5), 8_192, 0);
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      Due timer = new Due();
      timer.due = (long) (random.nextDouble() * Duration.ofMinutes(2).toNanos());
      big.schedule(timer, timer.due);
    }
    assertEquals(count, big.size());
    int seen = 0;
    for (long now = 0; now <= Duration.ofMinutes(2).toNanos() + tick; now += tick) {
      long at = now;
      seen +=
          big.advance(
              now,
              timer -> assertTrue(timer.due <= at && timer.due > at - 2 * tick, () -> "at " + at));
    }
    assertEquals(count, seen);
  }

  @Test
  @DisplayName("a tick below 1 us and a number of slots that is no power of two are refused")
  void refusals() {
    assertThrows(
        IllegalArgumentException.class, () -> new TimerWheel<Named>(Duration.ofNanos(999), 8, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new TimerWheel<Named>(Duration.ofMillis(1), 12, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new TimerWheel<Named>(Duration.ofMillis(1), 1, 0));
  }

  private void note(Named timer) {
    expired.add(timer.name);
  }

  private static final class Named extends TimerWheel.Timer {
    private final String name;

    Named(String name) {
      this.name = name;
    }
  }

  private static final class Due extends TimerWheel.Timer {
    private long due;
  }
}
