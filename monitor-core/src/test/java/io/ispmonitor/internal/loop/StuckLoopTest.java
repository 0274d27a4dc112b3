package io.ispmonitor.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StuckLoopTest {
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch until = new CountDownLatch(1);
  private final HostPart part = new HostPart("store");

  @Test
  @Timeout(20)
  @DisplayName("a loop that hangs in its own turn shows its stack, and no longer than it hangs")
  void ownTurn() throws InterruptedException {
    try (Loop loop = loop(now -> hang())) {
      inside.await();
      LoopHealth stuck = loop.health(Duration.ZERO);
      assertEquals("its own turn", stuck.stuckIn());
      assertNull(loop.waitsFor());
      assertShowsUs(stuck.stack());
      LoopHealth patient = loop.health(Duration.ofMinutes(1));
      assertNull(patient.stuckIn());
      assertEquals(List.of(), patient.stack());
      until.countDown();
    }
  }

  @Test
  @Timeout(20)
  @DisplayName("one that hangs in host code shows that, and after it was left behind still does")
  void hostCode() throws InterruptedException {
    Loop[] self = new Loop[1];
    Loop made = new Loop("test", TimeSource.system(), new LogDesk(), now -> call(self[0]));
    self[0] = made;
    try (Loop loop = made) {
      loop.start(StuckLoopTest::daemon);
      inside.await();
      LoopHealth stuck = loop.health(Duration.ZERO);
      assertEquals("store: write 12 rows", stuck.stuckIn());
      assertShowsUs(stuck.stack());
      assertTrue(String.valueOf(loop.waitsFor()).startsWith("store for "));
      HostCall call = loop.currentCall();
      assertNotNull(call);
      assertTrue(loop.leaveBehind(call));
      assertShowsUs(loop.health(Duration.ofMinutes(1)).stack());
      List<String> hanging = part.hanging(TimeSource.system().nanoTime());
      assertTrue(hanging.get(0).contains(StuckLoopTest.class.getName()), hanging.toString());
      until.countDown();
      while (part.stuck() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(List.of(), loop.health(Duration.ofMinutes(1)).stack());
      assertEquals(List.of(), part.hanging(TimeSource.system().nanoTime()));
    }
  }

  @Test
  @Timeout(20)
  @DisplayName("in a long turn, each call that comes back is a sign of life")
  void busy() throws InterruptedException {
    Clock clock = new Clock();
    Loop[] self = new Loop[1];
    List<LoopHealth> seen = new ArrayList<>();
    Loop made = new Loop("test", clock, new LogDesk(), now -> calls(self[0], clock, seen));
    self[0] = made;
    try (Loop loop = made) {
      loop.start(StuckLoopTest::daemon);
      inside.await();
      assertEquals(10, seen.size());
      for (LoopHealth health : seen) {
        assertNull(health.stuckIn());
        assertEquals(Duration.ZERO, health.sinceLastTurn());
      }
    }
  }

  /** Ten calls of four seconds each in one turn. */
  private long calls(Loop loop, Clock clock, List<LoopHealth> seen) {
    for (int i = 0; i < 10; i++) {
      loop.call(part, "write", "a row", () -> clock.pass(Duration.ofSeconds(4)));
      seen.add(loop.health(Duration.ofSeconds(5)));
    }
    inside.countDown();
    return Step.ON_WAKE;
  }

  /** Shows what it is set to, and drives loops as usual. */
  private static final class Clock implements TimeSource {
    private final AtomicLong nanos = new AtomicLong();

    void pass(Duration time) {
      nanos.addAndGet(time.toNanos());
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public Wakeup drive(String name, Step step, ThreadFactory threads) {
      return TimeSource.system().drive(name, step, threads);
    }
  }

  private Loop loop(Step step) {
    Loop loop = new Loop("test", TimeSource.system(), new LogDesk(), step);
    loop.start(StuckLoopTest::daemon);
    return loop;
  }

  private long call(Loop loop) {
    if (part.stuck() == 0 && inside.getCount() > 0) {
      loop.call(part, "write", "12 rows", this::hang);
    }
    return Step.ON_WAKE;
  }

  private long hang() {
    inside.countDown();
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Step.ON_WAKE;
  }

  private static void assertShowsUs(List<String> stack) {
    assertTrue(stack.size() <= 20, stack.toString());
    assertTrue(stack.stream().anyMatch(is -> is.contains("StuckLoopTest.hang")), stack.toString());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
