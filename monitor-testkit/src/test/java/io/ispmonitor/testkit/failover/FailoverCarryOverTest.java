package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.CarryOver;
import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverBuilder;
import io.ispmonitor.failover.FailoverEvent.CarriedOver;
import io.ispmonitor.failover.FailoverMode;
import io.ispmonitor.failover.FailoverStart;
import io.ispmonitor.failover.Progress;
import io.ispmonitor.health.HealthStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailoverCarryOverTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Pair pair = new Pair();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> stored = new ArrayDeque<>();
  private final List<String> arrived = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean refuses;
  private Failover<String> failover = pair.builder().build();

  @AfterEach
  void close() {
    released.countDown();
    failover.close();
  }

  private void carry(String from, String to, Progress progress)
      throws IOException, InterruptedException {
    calls.add(from + " to " + to + " while on " + failover.current());
    if (refuses) {
      throw new IOException("table is locked");
    }
    for (String one = stored.poll(); one != null; one = stored.poll()) {
      arrived.add(one);
      progress.carried(1);
    }
  }

  /** On the fallback after the third check, and the primary is back. */
  private void outage(FailoverBuilder<String> builder) {
    failover = builder.start(FailoverStart.PRIMARY).build();
    pair.isAway = true;
    failover.start();
    pair.time.advance(MINUTE.multipliedBy(2));
    assertEquals(LOCAL, failover.current());
    pair.isAway = false;
  }

  private CarriedOver last() {
    CarriedOver last = failover.status().lastCarryOver();
    assertNotNull(last);
    return last;
  }

  @Test
  @DisplayName(
      "it is carried over before the primary is used again, and the rest five seconds later")
  void twice() {
    outage(pair.builder().carryOver(this::carry));
    stored.add("first");
    pair.nextChecks(4);
    assertEquals(List.of(), calls, "not before the checks allow to return");
    assertTrue(failover.status().isOwed());
    pair.nextCheck();
    assertEquals(List.of("local to remote while on local"), calls);
    assertEquals(List.of("first"), arrived);
    assertEquals(REMOTE, failover.current());
    CarriedOver before = pair.carryOvers().get(0);
    assertTrue(before.switched());
    assertEquals(1, before.carried());
    assertEquals("everything has arrived; the primary is used again from now on", before.reason());
    stored.add("by a call that had the fallback in hand");
    pair.time.advance(Duration.ofSeconds(4));
    assertTrue(failover.status().isOwed());
    pair.time.advance(Duration.ofSeconds(1));
    assertEquals("local to remote while on remote", calls.get(1));
    assertEquals(2, arrived.size());
    assertFalse(failover.status().isOwed());
    pair.nextChecks(5);
    assertEquals(2, calls.size());
  }

  @Test
  @DisplayName("the check that allows to return is told before what came of it")
  void order() {
    outage(pair.builder().carryOver(this::carry));
    pair.nextChecks(5);
    int carried = pair.events.indexOf(pair.carryOvers().get(0));
    assertFalse(pair.events.get(carried - 1).switched());
    assertEquals(
        "answered in 0 ms; what went to the fallback is carried over before the primary is used"
            + " again",
        pair.events.get(carried - 1).reason());
  }

  @Test
  @DisplayName("what an earlier run of the program left is carried over after the start")
  void afterTheStart() {
    stored.add("from yesterday");
    failover = pair.builder().carryOver(this::carry).build();
    failover.start();
    pair.time.settle();
    assertEquals(List.of("from yesterday"), arrived);
    assertFalse(failover.status().isOwed());
  }

  @Test
  @DisplayName("one that fails keeps the fallback in use and is repeated after each good check")
  void fails() {
    refuses = true;
    outage(pair.builder().carryOver(this::carry));
    stored.add("patient");
    pair.nextChecks(5);
    assertEquals(LOCAL, failover.current());
    assertEquals(
        "java.io.IOException: table is locked; the fallback stays in use, and it is tried again"
            + " after a check that succeeds",
        last().reason());
    assertFalse(last().switched());
    assertEquals(HealthStatus.DEGRADED, failover.health().status());
    assertTrue(failover.health().detail().contains("table is locked"));
    pair.nextChecks(2);
    assertEquals(3, failover.status().counters().carryOversFailed());
    refuses = false;
    pair.nextCheck();
    assertEquals(REMOTE, failover.current());
    assertEquals(List.of("patient"), arrived);
  }

  @Test
  @DisplayName("the rest that fails leaves the primary in use and is repeated an interval later")
  void restFails() {
    outage(pair.builder().carryOver(this::carry));
    pair.nextChecks(5);
    refuses = true;
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(REMOTE, failover.current());
    assertEquals(
        "java.io.IOException: table is locked; the primary stays in use, and it is tried again in"
            + " 60 s",
        last().reason());
    assertTrue(failover.status().isOwed());
    refuses = false;
    pair.nextCheck();
    assertFalse(failover.status().isOwed());
    assertEquals(3, calls.size());
  }

  private void slow(String from, String to, Progress progress) throws Exception {
    calls.add(from);
    begun.countDown();
    boolean done = false;
    while (!done) {
      done = released.await(1, TimeUnit.MINUTES);
    }
    progress.carried(7);
    ended.countDown();
  }

  /** Checks are made at once; only the carry-over has a thread of its own. */
  private FailoverBuilder<String> besides(CarryOver<String> carryOver) {
    return pair.builder()
        .carryOver(carryOver)
        .executor(task -> new Thread(task, "besides").start());
  }

  private void awaitEnd() {
    Pair.await("the carry-over", () -> failover.status().carryingOverSince() == null);
  }

  private void awaitChecks(long wanted) {
    Pair.await(wanted + " checks", () -> failover.status().counters().checks() >= wanted);
  }

  /** As {@link #outage}, where checks need a moment. */
  private void slowOutage(CarryOver<String> carryOver) throws InterruptedException {
    failover = besides(carryOver).start(FailoverStart.PRIMARY).build();
    pair.isAway = true;
    failover.start();
    pair.time.settle();
    awaitChecks(1);
    checkAndWait(2);
    assertEquals(LOCAL, failover.current());
    pair.isAway = false;
    checkAndWait(5);
    assertTrue(begun.await(20, TimeUnit.SECONDS));
  }

  private void checkAndWait(int howMany) {
    for (int i = 0; i < howMany; i++) {
      long before = failover.status().counters().checks();
      pair.nextCheck();
      awaitChecks(before + 1);
    }
  }

  @Test
  @DisplayName("one that is slow holds up no check, and the fallback is used until it is done")
  void slow() throws InterruptedException {
    slowOutage(this::slow);
    checkAndWait(8);
    assertEquals(LOCAL, failover.current());
    assertEquals(1, calls.size(), "one at a time");
    assertNotNull(failover.status().carryingOverSince());
    released.countDown();
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    awaitEnd();
    assertEquals(REMOTE, failover.current());
    assertEquals(7, last().carried());
  }

  @Test
  @DisplayName("one without progress for ten minutes is interrupted and has failed")
  void noProgress() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    slowOutage(
        (from, to, progress) -> {
          try {
            slow(from, to, progress);
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        });
    checkAndWait(9);
    assertEquals(0, failover.status().counters().carryOversFailed());
    checkAndWait(1);
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    Pair.await("the event", () -> !pair.carryOvers().isEmpty());
    String reason = pair.carryOvers().get(0).reason();
    assertTrue(reason.startsWith("no progress for 10 min; the fallback stays in use"), reason);
    assertEquals(LOCAL, failover.current());
  }

  @Test
  @DisplayName("one that makes progress may take as long as it likes")
  void progress() {
    failover =
        pair.builder()
            .carryOver(
                (from, to, progress) -> {
                  for (int i = 0; i < 100; i++) {
                    pair.time.pause(Duration.ofMinutes(9));
                    progress.carried(10);
                  }
                })
            .build();
    failover.start();
    pair.time.settle();
    assertEquals(1_000, last().carried());
    assertEquals(Duration.ofHours(15), last().took());
    assertTrue(last().succeeded());
  }

  @Test
  @DisplayName("forcing the fallback gives up a carry-over, which hears of it with its next sign")
  void forcedFallbackMeanwhile() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    slowOutage(
        (from, to, progress) -> {
          begun.countDown();
          while (true) {
            try {
              progress.carried(0);
            } catch (InterruptedException e) {
              stopped.countDown();
              throw e;
            }
          }
        });
    failover.mode(FailoverMode.FORCE_FALLBACK);
    assertTrue(stopped.await(20, TimeUnit.SECONDS));
    assertEquals(LOCAL, failover.current());
    assertEquals(
        "the mode was set to FORCE_FALLBACK; mode FORCE_FALLBACK keeps the fallback in use",
        last().reason());
    checkAndWait(3);
    assertEquals(1, failover.status().counters().carryOversFailed());
  }

  @Test
  @DisplayName("forcing the primary uses it at once, and the carry-over goes on")
  void forcedPrimaryMeanwhile() throws InterruptedException {
    slowOutage(this::slow);
    failover.mode(FailoverMode.FORCE_PRIMARY);
    assertEquals(REMOTE, failover.current());
    released.countDown();
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    awaitEnd();
    assertTrue(last().succeeded());
    assertFalse(last().switched());
    assertTrue(failover.status().isOwed(), "what was written meanwhile is still to come");
    pair.time.advance(Duration.ofSeconds(5));
    Pair.await("the rest", () -> !failover.status().isOwed());
    assertEquals(2, calls.size());
  }

  @Test
  @DisplayName("a primary that fails a check meanwhile is not used when all has arrived")
  void failsMeanwhile() throws InterruptedException {
    slowOutage(this::slow);
    pair.isAway = true;
    checkAndWait(1);
    released.countDown();
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    awaitEnd();
    assertEquals(LOCAL, failover.current());
    assertEquals("everything has arrived; the fallback stays in use", last().reason());
  }

  @Test
  @DisplayName("one that was given up and hangs is not started a second time")
  void hangs() throws InterruptedException {
    slowOutage(
        (from, to, progress) -> {
          calls.add(from);
          begun.countDown();
          boolean done = false;
          while (!done) {
            try {
              done = released.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
              done = false;
            }
          }
        });
    checkAndWait(11);
    assertEquals(1, calls.size());
    assertEquals(LOCAL, failover.current());
    assertTrue(last().reason().contains("was given up and has not come back"), last().reason());
    released.countDown();
    awaitEnd();
    checkAndWait(1);
    Pair.await("the return", () -> failover.current().equals(REMOTE));
    assertEquals(2, calls.size());
  }

  @Test
  @DisplayName("what a caller put into the fallback before it reported a failure is carried over")
  void reported() {
    failover = pair.builder().carryOver(this::carry).build();
    failover.start();
    pair.time.advance(Duration.ofSeconds(10));
    assertEquals(1, calls.size());
    stored.add("the primary did not take it");
    failover.reportFailure("connection reset");
    assertTrue(failover.status().isOwed());
    pair.time.settle();
    assertEquals(List.of("the primary did not take it"), arrived);
    assertFalse(failover.status().isOwed());
  }

  @Test
  @DisplayName("callers that report all the time have it carried over every five seconds, no more")
  void reportedAllTheTime() {
    failover = pair.builder().carryOver(this::carry).build();
    failover.start();
    for (int i = 0; i < 6_000; i++) {
      failover.reportFailure("a bad query");
      pair.time.advance(Duration.ofMillis(10));
    }
    assertEquals(REMOTE, failover.current());
    assertTrue(calls.size() >= 11 && calls.size() <= 13, "carry-overs: " + calls.size());
    long checks = failover.status().counters().checks();
    assertTrue(checks >= 11 && checks <= 13, "checks: " + checks);
  }

  @Test
  @DisplayName("without a carry-over nothing is owed")
  void nothingToCarry() {
    outage(pair.builder());
    pair.nextChecks(5);
    assertEquals(REMOTE, failover.current());
    assertFalse(failover.status().isOwed());
    assertNull(failover.status().lastCarryOver());
  }
}
