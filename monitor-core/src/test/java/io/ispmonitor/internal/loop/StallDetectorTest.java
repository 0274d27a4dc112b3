package io.ispmonitor.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StallDetectorTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Clocks clocks = new Clocks();
  private final StallDetector stalls =
      new StallDetector(clocks, Duration.ofMillis(500), Duration.ofSeconds(1));

  @Test
  @DisplayName("time that is looked at often enough is no stall")
  void steady() {
    for (int i = 0; i < 100; i++) {
      clocks.pass(Duration.ofMillis(400));
      assertFalse(stalls.observe());
    }
    assertNull(stalls.covers(0, clocks.nanoTime(), SECOND));
  }

  @Test
  @DisplayName("a pause covers what was open when it began, and nothing asked after it ended")
  void pause() {
    long before = clocks.nanoTime();
    clocks.pass(Duration.ofMillis(100));
    stalls.observe();
    long asked = clocks.nanoTime();
    clocks.pass(Duration.ofSeconds(18));
    assertTrue(stalls.observe());
    long ended = clocks.nanoTime();
    String reason = stalls.covers(asked, ended, SECOND);
    assertNotNull(reason);
    assertTrue(reason.contains("PT18S"), reason);
    assertNull(stalls.covers(ended + 1, ended + 1_000, SECOND), "asked afterwards");
    assertNull(stalls.covers(before, asked - 1, SECOND), "over before it began");
  }

  @Test
  @DisplayName("a silence counts that lasted long enough without the pauses in it")
  void longerThanThePauses() {
    long asked = clocks.nanoTime();
    for (int i = 0; i < 4; i++) {
      clocks.pass(Duration.ofMillis(400));
      stalls.observe();
      clocks.pass(Duration.ofMillis(600));
      stalls.observe();
    }
    long ended = clocks.nanoTime();
    assertNull(stalls.covers(asked, ended, SECOND), "1.6 s seen");
    assertNotNull(stalls.covers(asked, ended - 2 * SECOND, SECOND), "0.8 s seen");
  }

  @Test
  @DisplayName("what lasted through more pauses than are remembered proves nothing")
  void tooManyPauses() {
    long asked = clocks.nanoTime();
    for (int i = 0; i < 20; i++) {
      clocks.pass(Duration.ofMillis(400));
      stalls.observe();
      clocks.pass(Duration.ofMillis(600));
      stalls.observe();
    }
    assertNotNull(stalls.covers(asked, clocks.nanoTime(), SECOND));
  }

  @Test
  @DisplayName("while the clock stepped nothing is proved, however long it lasted")
  void stepProvesNothing() {
    long asked = clocks.nanoTime();
    clocks.pass(Duration.ofMillis(400));
    clocks.stepWall(Duration.ofMinutes(3));
    stalls.observe();
    for (int i = 0; i < 20; i++) {
      clocks.pass(Duration.ofMillis(400));
      stalls.observe();
    }
    assertNotNull(stalls.covers(asked, clocks.nanoTime(), SECOND));
  }

  @Test
  @DisplayName("a pause within a turn is seen before the next thing is judged")
  void pauseWithinATurn() {
    assertFalse(stalls.observe());
    clocks.pass(Duration.ofMillis(10));
    assertFalse(stalls.glance());
    clocks.pass(Duration.ofSeconds(2));
    assertTrue(stalls.glance());
  }

  @Test
  @DisplayName("a step of the wall clock is found in both directions, a slow drift is not")
  void clockStep() {
    for (int i = 0; i < 1_000; i++) {
      clocks.pass(Duration.ofMillis(100));
      clocks.stepWall(Duration.ofMillis(1));
      assertFalse(stalls.observe(), "one per cent fast");
    }
    clocks.stepWall(Duration.ofMinutes(3));
    assertTrue(stalls.observe());
    clocks.pass(Duration.ofMillis(100));
    assertFalse(stalls.observe());
    clocks.stepWall(Duration.ofMinutes(-3));
    clocks.pass(Duration.ofMillis(100));
    assertTrue(stalls.observe());
    assertTrue(stalls.reason().contains("clock stepped by PT-3M"), stalls.reason());
    assertEquals(clocks.nanoTime(), stalls.endedNanos());
  }

  /** Two clocks set by hand. */
  private static final class Clocks implements TimeSource {
    private long nanos = 1_000_000;
    private Instant wall = Instant.parse("2026-03-01T12:00:00Z");

    void pass(Duration duration) {
      nanos += duration.toNanos();
      wall = wall.plus(duration);
    }

    void stepWall(Duration by) {
      wall = wall.plus(by);
    }

    @Override
    public Instant instant() {
      return wall;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Wakeup drive(String name, Step step, ThreadFactory threads) {
      throw new AssertionError("nothing is driven here");
    }
  }
}
