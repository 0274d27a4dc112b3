package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.Check;
import io.ispmonitor.failover.CheckResult;
import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverBuilder;
import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.failover.FailoverStart;
import io.ispmonitor.failover.FailoverStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailoverChecksTest {
  private final Pair pair = new Pair();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  private Failover<String> failover = pair.builder().build();

  @AfterEach
  void close() {
    released.countDown();
    failover.close();
  }

  private void start(FailoverBuilder<String> builder) {
    failover = builder.build();
    failover.start();
    pair.time.settle();
  }

  private Checked last() {
    Checked check = failover.status().lastCheck();
    assertNotNull(check);
    return check;
  }

  /** Hangs at its first call, and an interrupt does not help. */
  private Check<String> deaf() {
    return primary -> {
      threads.add(Thread.currentThread());
      begun.countDown();
      boolean done = false;
      while (!done) {
        try {
          done = released.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          done = false;
        }
      }
    };
  }

  private void awaitEndOfThreads() throws InterruptedException {
    for (Thread thread : List.copyOf(threads)) {
      thread.join(20_000);
      assertFalse(thread.isAlive());
    }
  }

  @Test
  @DisplayName(
      "a check that hangs is a failure after 5 s and one more with every check that is due")
  void hangs() throws InterruptedException {
    start(pair.own().check(deaf()).start(FailoverStart.PRIMARY));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(CheckResult.TIMED_OUT, last().result());
    assertEquals(
        "no answer within 5 s; 1 of 3 failures in a row, the primary stays in use",
        last().reason());
    assertEquals(Duration.ofSeconds(5), last().responseTime());
    pair.time.advance(Duration.ofSeconds(54));
    assertEquals(1, failover.status().counters().checks());
    pair.time.advance(Duration.ofSeconds(1));
    assertEquals(CheckResult.HANGING, last().result());
    assertEquals(REMOTE, failover.current());
    pair.nextCheck();
    assertEquals(LOCAL, failover.current(), "a primary that swallows every call is left");
    assertEquals(
        "the check of 2026-03-01T12:00:00Z has not come back for 120 s, and none is started beside"
            + " it; 3 failures in a row, the fallback is used from now on",
        last().reason());
    assertEquals(2, failover.status().counters().hanging());
    assertEquals(1, threads.size(), "no second one was started");
    assertEquals("ispmonitor-failover-orders-check", threads.get(0).getName());
    assertTrue(threads.get(0).isDaemon());
  }

  @Test
  @DisplayName("a check that comes back late does not count, and the next one is made as usual")
  void comesBackLate() throws InterruptedException {
    start(pair.own().check(deaf()));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    pair.time.advance(Duration.ofSeconds(70));
    released.countDown();
    awaitEndOfThreads();
    pair.time.settle();
    FailoverStatus status = failover.status();
    assertEquals(1, status.counters().late());
    assertEquals(2, status.failuresInARow());
    pair.time.advance(Duration.ofSeconds(50));
    Pair.await("the next check", () -> failover.status().counters().checks() == 3);
    assertEquals(2, threads.size());
    assertEquals(CheckResult.SUCCEEDED, last().result());
  }

  @Test
  @DisplayName("a check that heeds the interrupt at its timeout does not hang")
  void isInterrupted() throws InterruptedException {
    Check<String> obedient =
        primary -> {
          threads.add(Thread.currentThread());
          begun.countDown();
          released.await();
        };
    start(pair.own().check(obedient));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    pair.time.advance(Duration.ofSeconds(5));
    awaitEndOfThreads();
    assertEquals(CheckResult.TIMED_OUT, last().result());
    released.countDown();
    pair.time.advance(Duration.ofSeconds(55));
    Pair.await("the next check", () -> failover.status().counters().checks() == 2);
    assertEquals(2, threads.size());
    assertEquals(CheckResult.SUCCEEDED, last().result());
  }

  @Test
  @DisplayName("after a pause of the machine a check has its time once more")
  void pausedMachine() throws InterruptedException {
    start(pair.own().check(deaf()));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    pair.time.pause(Duration.ofMinutes(30));
    pair.time.settle();
    assertEquals(0, failover.status().counters().checks(), "nobody was awake to hear an answer");
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(CheckResult.TIMED_OUT, last().result());
  }

  @Test
  @DisplayName("whatever a check throws is a failure with its words and ends nothing")
  void throwsAnything() {
    Deque<Throwable> thrown =
        new ArrayDeque<>(
            List.of(
                new StackOverflowError("too deep"),
                new NoClassDefFoundError("org/example/Driver"),
                new IllegalStateException("line one\nline two"),
                new BadException()));
    start(pair.builder().check(primary -> sneak(thrown.poll())));
    pair.nextChecks(4);
    List<String> reasons = pair.checks().stream().map(Checked::reason).toList();
    assertTrue(
        reasons.get(0).startsWith("java.lang.StackOverflowError: too deep; "), reasons.get(0));
    assertTrue(reasons.get(1).startsWith("java.lang.NoClassDefFoundError: org/"), reasons.get(1));
    assertTrue(reasons.get(2).contains("line one line two"), reasons.get(2));
    assertTrue(reasons.get(3).contains("its message could not be read"), reasons.get(3));
    assertEquals(CheckResult.SUCCEEDED, pair.checks().get(4).result());
  }

  @Test
  @DisplayName("an executor that takes no check makes it fail, and nothing else")
  void rejected() {
    boolean[] isFull = {true};
    start(
        pair.builder()
            .executor(
                task -> {
                  if (isFull[0]) {
                    throw new RejectedExecutionException("queue full");
                  }
                  task.run();
                }));
    assertEquals(CheckResult.NOT_STARTED, last().result());
    assertTrue(last().reason().contains("the executor took no check"), last().reason());
    assertTrue(pair.events.isEmpty(), "nor did it take the event");
    isFull[0] = false;
    pair.nextCheck();
    assertEquals(CheckResult.SUCCEEDED, last().result());
    assertEquals(2, pair.checks().size(), "the event has waited");
  }

  @Test
  @DisplayName("an executor that never begins the check is told from a primary that hangs")
  void neverBegun() {
    List<Runnable> kept = new ArrayList<>();
    start(pair.builder().executor(kept::add));
    pair.time.advance(Duration.ofSeconds(65));
    assertEquals(CheckResult.NOT_STARTED, last().result());
    assertEquals(2, failover.status().counters().checks());
    assertEquals(0, failover.status().counters().hanging());
    assertEquals(2, kept.size(), "one check and one telling of events, however long it takes");
  }

  private static void sneak(@Nullable Throwable thrown) throws Exception {
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown instanceof Exception e) {
      throw e;
    }
  }

  private static final class BadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }
}
