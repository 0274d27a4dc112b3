package io.ispmonitor.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads; every wait is for something that must come, with a generous limit. */
class SystemTimeTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final BlockingQueue<Long> runs = new LinkedBlockingQueue<>();
  private @Nullable Wakeup loop;

  @AfterEach
  void closeLoop() {
    if (loop != null) {
      loop.close();
    }
  }

  @Test
  @DisplayName("a step runs at once, on a thread with the loop's name")
  void runsAtOnce() throws Exception {
    BlockingQueue<String> names = new LinkedBlockingQueue<>();
    drive(
        now -> {
          names.add(Thread.currentThread().getName());
          return Step.ON_WAKE;
        });

    assertEquals("ispmonitor-test", names.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("a step runs again when it said, not before")
  void runsWhenDue() throws Exception {
    long pause = TimeUnit.MILLISECONDS.toNanos(20);
    drive(
        now -> {
          runs.add(now);
          return now + pause;
        });

    long first = nextRun();
    long second = nextRun();
    assertTrue(second - first >= pause, () -> "ran again after " + (second - first) + " ns");
  }

  @Test
  @DisplayName("a step that waits to be woken runs when it is woken")
  void wake() throws Exception {
    Wakeup woken = drive(this::noteRun);
    nextRun();
    woken.wake();
    nextRun();
    woken.wake();
    nextRun();
  }

  @Test
  @DisplayName("a loop woken in every turn pauses between turns, so that calls gather")
  void gathers() throws Exception {
    AtomicReference<@Nullable Wakeup> self = new AtomicReference<>();
    Wakeup woken =
        drive(
            now -> {
              Wakeup own = self.get();
              if (own != null) {
                own.wake();
              }
              return noteRun(now);
            });
    self.set(woken);
    nextRun();
    woken.wake();
    long before = nextRun();
    for (int i = 0; i < 5; i++) {
      long after = nextRun();
      long pause = after - before;
      assertTrue(pause >= TimeUnit.MILLISECONDS.toNanos(4), () -> "paused " + pause + " ns");
      before = after;
    }
  }

  @Test
  @DisplayName("nothing that was queued before a wake is missed")
  void missesNothing() throws Exception {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    AtomicInteger taken = new AtomicInteger();
    int items = 200_000;
    CountDownLatch all = new CountDownLatch(1);
    Wakeup consumer =
        drive(
            now -> {
              while (queue.poll() != null) {
                if (taken.incrementAndGet() == items) {
                  all.countDown();
                }
              }
              return Step.ON_WAKE;
            });
    for (int i = 0; i < items; i++) {
      queue.add(i);
      consumer.wake();
    }

    assertTrue(all.await(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> "took only " + taken);
  }

  @Test
  @DisplayName("an exception, even an error, does not end the loop")
  void exception() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    Wakeup shaky =
        drive(
            now -> {
              runs.add(now);
              switch (turn.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("expected by the test");
                case 2 -> throw new AssertionError("expected by the test");
                default -> {
                  return Step.ON_WAKE;
                }
              }
            });
    nextRun();
    shaky.wake();
    nextRun();
    nextRun();

    assertTrue(shaky.thread().orElseThrow().isAlive());
  }

  @Test
  @DisplayName("an interrupt that nobody asked for does not end the loop")
  void interrupt() throws Exception {
    Wakeup interrupted = drive(this::noteRun);
    nextRun();
    interrupted.thread().orElseThrow().interrupt();
    interrupted.wake();
    nextRun();

    assertTrue(interrupted.thread().orElseThrow().isAlive());
  }

  @Test
  @DisplayName("a replaced loop leaves the stuck thread behind and goes on with another")
  void replace() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger turn = new AtomicInteger();
    Wakeup replaced =
        drive(
            now -> {
              if (turn.incrementAndGet() == 1) {
                stuck.countDown();
                awaitUninterrupted(release);
                return now;
              }
              return noteRun(now);
            });
    assertTrue(stuck.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
    Thread old = replaced.thread().orElseThrow();
    replaced.replace();
    nextRun();

    assertNotSame(old, replaced.thread().orElseThrow());
    assertTrue(old.isAlive());
    replaced.wake();
    nextRun();
    release.countDown();
    assertEnds(old);
    assertEquals(3, turn.get(), "the old thread ran no further turn");
  }

  @Test
  @Timeout(60)
  @DisplayName("a replaced thread that was only waiting ends too")
  void replaceWaiting() throws Exception {
    Wakeup replaced = drive(this::noteRun);
    nextRun();
    Thread old = replaced.thread().orElseThrow();
    while (old.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    replaced.replace();
    nextRun();

    assertEnds(old);
  }

  @Test
  @DisplayName("closing ends the thread, and neither waking nor replacing brings it back")
  void close() throws Exception {
    Wakeup closed = drive(this::noteRun);
    nextRun();
    Thread thread = closed.thread().orElseThrow();
    closed.close();
    closed.close();

    assertTrue(closed.awaitEnd(LIMIT));
    assertFalse(thread.isAlive());
    closed.wake();
    closed.replace();
    assertEquals(thread, closed.thread().orElseThrow());
    assertEquals(0, runs.size());
  }

  @Test
  @DisplayName("closing waits for nobody, and says when a run is still under way")
  void closeWhileRunning() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Wakeup closed =
        drive(
            now -> {
              running.countDown();
              awaitUninterrupted(release);
              return now;
            });
    assertTrue(running.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
    closed.close();

    assertFalse(closed.awaitEnd(Duration.ofMillis(1)));
    release.countDown();
    assertTrue(closed.awaitEnd(LIMIT));
  }

  @Test
  @DisplayName("a step may close its own loop and does not wait for itself")
  void closeFromWithin() throws Exception {
    AtomicReference<@Nullable Wakeup> self = new AtomicReference<>();
    BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
    Wakeup woken =
        drive(
            now -> {
              Wakeup own = self.get();
              if (own != null) {
                own.close();
                ended.add(awaitEnd(own));
              }
              return noteRun(now);
            });
    self.set(woken);
    nextRun();
    woken.wake();

    assertEquals(true, ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
    assertTrue(woken.awaitEnd(LIMIT));
  }

  @Test
  @DisplayName("a factory that makes no thread is named as the reason")
  @SuppressWarnings("NullAway") // that is the point
  void noThread() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> TimeSource.system().drive("loop-7", this::noteRun, any -> null));
    assertEquals(
        "loop 'loop-7': the thread factory returned no thread; hand in one that does",
        refused.getMessage());
  }

  private long noteRun(long now) {
    runs.add(now);
    return Step.ON_WAKE;
  }

  private long nextRun() throws InterruptedException {
    Long run = runs.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (run == null) {
      throw new AssertionError("no run within " + LIMIT);
    }
    return run;
  }

  private Wakeup drive(Step step) {
    Wakeup driven = TimeSource.system().drive("ispmonitor-test", step, SystemTimeTest::daemon);
    loop = driven;
    return driven;
  }

  private static Thread daemon(Runnable run) {
    Thread thread = new Thread(run);
    thread.setDaemon(true);
    return thread;
  }

  private static void assertEnds(Thread thread) throws InterruptedException {
    thread.join(LIMIT.toMillis());
    assertFalse(thread.isAlive(), "the thread did not end");
  }

  private static boolean awaitEnd(Wakeup wakeup) {
    try {
      return wakeup.awaitEnd(LIMIT);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertTrue(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
