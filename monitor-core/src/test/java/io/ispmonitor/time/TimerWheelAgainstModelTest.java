package io.ispmonitor.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Random scheduling, compared with a map of due ticks that is searched from end to end. */
class TimerWheelAgainstModelTest {
  private static final long TICK = 1_000_000L;
  private static final long NEVER = Long.MAX_VALUE;
  private static final int TIMERS = 60;

  @RepeatedTest(50)
  @DisplayName("random timers expire as a naive model says")
  void random() {
    run(new Random().nextLong());
  }

  @Test
  @DisplayName("the same with a fixed seed")
  void fixedSeed() {
    run(42);
  }

  private static void run(long seed) {
    Game game = new Game(new Random(seed));
    for (int step = 0; step < 500; step++) {
      try {
        game.step();
      } catch (AssertionError | RuntimeException e) {
        fail("seed " + seed + ", step " + step, e);
      }
    }
  }

  private static final class Game {
    private final Random random;
    private final long start;
    private final TimerWheel<Numbered> wheel;
    private final List<Numbered> timers = new ArrayList<>();
    private final Map<Numbered, Long> dueTicks = new HashMap<>();
    private final Set<Numbered> expired = new HashSet<>();
    private long tick;

    Game(Random random) {
      this.random = random;
      this.start = random.nextLong() >> 2;
      this.wheel = new TimerWheel<>(Duration.ofNanos(TICK), 2 << random.nextInt(6), start);
      for (int i = 0; i < TIMERS; i++) {
        timers.add(new Numbered());
      }
    }

    void step() {
      switch (random.nextInt(4)) {
        case 0, 1 -> schedule(any());
        case 2 -> cancel(any());
        default -> advance();
      }
      assertEquals(dueTicks.size(), wheel.size());
      timers.forEach(timer -> assertEquals(dueTicks.containsKey(timer), timer.isSet()));
      assertNextDueIsNotLate();
    }

    private void schedule(Numbered timer) {
      long inNanos = (long) (random.nextDouble() * TICK * (random.nextInt(8) == 0 ? 5_000 : 50));
      long due = inNanos - 5 * TICK;
      wheel.schedule(timer, start + tick * TICK + due);
      dueTicks.put(timer, tick + Math.max(1, -Math.floorDiv(-due, TICK)));
    }

    private void cancel(Numbered timer) {
      wheel.cancel(timer);
      dueTicks.remove(timer);
    }

    private void advance() {
      int ticks = random.nextInt(10) == 0 ? random.nextInt(2_000) : random.nextInt(4);
      long now = start + (tick + ticks) * TICK + random.nextInt((int) TICK);
      tick += ticks;
      Set<Numbered> due = new HashSet<>();
      timers.stream()
          .filter(timer -> dueTicks.getOrDefault(timer, NEVER) <= tick)
          .forEach(due::add);
      expired.clear();
      int count = wheel.advance(now, timer -> expire(timer, due));
      assertEquals(count, expired.size());
      assertTrue(due.isEmpty(), "some that were due did not expire");
    }

    private void expire(Numbered timer, Set<Numbered> due) {
      assertTrue(due.remove(timer), "expired but not due, or twice");
      assertTrue(!timer.isSet());
      assertTrue(expired.add(timer));
      dueTicks.remove(timer);
      Numbered other = any();
      switch (random.nextInt(5)) {
        case 0 -> schedule(timer);
        case 1 -> rescheduleWithin(other, due);
        case 2 -> {
          due.remove(other);
          cancel(other);
        }
        default -> {}
      }
    }

    private void rescheduleWithin(Numbered other, Set<Numbered> due) {
      due.remove(other);
      schedule(other);
    }

    private void assertNextDueIsNotLate() {
      long next = wheel.nextDueNanos();
      if (dueTicks.isEmpty()) {
        assertEquals(Step.ON_WAKE, next);
      } else {
        long earliest = dueTicks.values().stream().mapToLong(at -> at).min().orElseThrow();
        long nextTick = (next - start) / TICK;
        assertTrue(nextTick <= earliest, () -> "says " + nextTick + ", is " + earliest);
        assertTrue(nextTick > tick, () -> "says " + nextTick + ", which is now or past");
      }
    }

    private Numbered any() {
      return timers.get(random.nextInt(TIMERS));
    }
  }

  private static final class Numbered extends TimerWheel.Timer {}
}
