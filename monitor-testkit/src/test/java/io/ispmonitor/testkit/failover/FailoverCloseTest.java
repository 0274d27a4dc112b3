package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverMode;
import io.ispmonitor.failover.FailoverStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailoverCloseTest {
  private final Pair pair = new Pair();

  @Test
  @DisplayName("a carry-over that comes back after the close is not shown as under way for ever")
  void comesBackAfterTheClose() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Failover<String> failover =
        pair.own()
            .carryOver(
                (from, to, progress) -> {
                  begun.countDown();
                  boolean done = false;
                  while (!done) {
                    try {
                      done = released.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                      done = false;
                    }
                  }
                })
            .build();
    failover.start();
    pair.time.settle();
    Pair.await(
        "the carry-over",
        () -> {
          pair.time.settle();
          return begun.getCount() == 0;
        });
    failover.close();
    assertNotNull(failover.status().carryingOverSince(), "it has not come back yet");
    released.countDown();
    Pair.await("the end", () -> failover.status().carryingOverSince() == null);
    assertEquals(0, failover.status().carried());
    assertNull(failover.status().lastCarryOver());
    assertEquals(List.of(), pair.carryOvers());
  }

  /** With a carry-over that the executor has and has not begun. */
  private Failover<String> withOneWaiting(Queue<Runnable> waiting) {
    Failover<String> failover =
        pair.builder().executor(waiting::add).carryOver((from, to, progress) -> {}).build();
    failover.start();
    pair.time.settle();
    waiting.remove().run();
    pair.time.settle();
    assertNotNull(failover.status().carryingOverSince());
    return failover;
  }

  @Test
  @DisplayName("a carry-over that has not begun by the close never begins and is not shown")
  void notBegun() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    Failover<String> failover = withOneWaiting(waiting);
    failover.close();
    assertNull(failover.status().carryingOverSince());
    waiting.forEach(Runnable::run);
    FailoverStatus status = failover.status();
    assertNull(status.carryingOverSince());
    assertNull(status.lastCarryOver());
    assertTrue(status.isOwed());
  }

  @Test
  @DisplayName("a close while the executor refuses a carry-over leaves nothing under way")
  void refusedDuringTheClose() {
    Queue<Failover<String>> self = new ArrayDeque<>();
    int[] refused = {0};
    Failover<String> failover =
        pair.builder()
            .carryOver((from, to, progress) -> {})
            .executor(
                task -> {
                  if (self.element().status().carryingOverSince() != null) {
                    refused[0]++;
                    self.element().close();
                    throw new RejectedExecutionException("shut down");
                  }
                  task.run();
                })
            .build();
    self.add(failover);
    failover.start();
    pair.time.settle();
    assertEquals(1, refused[0]);
    assertNull(failover.status().carryingOverSince());
    assertEquals(0, failover.status().counters().carryOversFailed());
  }

  @Test
  @DisplayName("after the close a mode is not set, and the service stays the same")
  void mode() {
    Failover<String> failover = pair.builder().build();
    failover.start();
    pair.time.settle();
    failover.close();
    failover.mode(FailoverMode.FORCE_FALLBACK);
    assertEquals(REMOTE, failover.current());
    assertEquals(FailoverMode.AUTO, failover.status().mode());
    assertEquals(0, failover.status().counters().switches());
    assertEquals(1, pair.events.size());
  }

  @Test
  @DisplayName("a forced fallback is given after the close as well")
  void forcedBefore() {
    Failover<String> failover = pair.builder().build();
    failover.mode(FailoverMode.FORCE_FALLBACK);
    failover.close();
    failover.mode(FailoverMode.FORCE_PRIMARY);
    assertEquals(LOCAL, failover.current());
  }
}
