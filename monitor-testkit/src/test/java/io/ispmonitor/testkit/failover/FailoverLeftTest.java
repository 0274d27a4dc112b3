package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverMode;
import io.ispmonitor.failover.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A primary that swallows what is being carried over to it, and is left. */
class FailoverLeftTest {
  private final Pair pair = new Pair();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private Failover<String> failover = pair.builder().build();

  @AfterEach
  void close() {
    released.countDown();
    failover.close();
  }

  private void swallow(String from, String to, Progress progress) throws InterruptedException {
    calls.incrementAndGet();
    begun.countDown();
    released.await();
  }

  /** The rest of an earlier run of the program is on its way and goes no further. */
  private void startCarrying() throws InterruptedException {
    failover =
        pair.builder()
            .carryOver(this::swallow)
            .executor(
                task -> {
                  Thread thread = new Thread(task, "of a test");
                  thread.setDaemon(true);
                  thread.start();
                })
            .build();
    failover.start();
    Pair.await(
        "the carry-over",
        () -> {
          pair.time.settle();
          return begun.getCount() == 0;
        });
  }

  private void checkAndWait(int howMany) {
    for (int i = 0; i < howMany; i++) {
      long wanted = failover.status().counters().checks() + 1;
      pair.nextCheck();
      Pair.await("a check", () -> failover.status().counters().checks() >= wanted);
    }
  }

  private void awaitGivenUp() {
    Pair.await("the end", () -> failover.status().carryingOverSince() == null);
    Pair.await("the event", () -> !pair.carryOvers().isEmpty());
    assertEquals(
        "the primary was left; the fallback stays in use, and it is tried again after a check that"
            + " succeeds",
        pair.carryOvers().get(0).reason());
  }

  @Test
  @DisplayName("a carry-over to a primary that is left is given up and does not delay the return")
  void leftMeanwhile() throws InterruptedException {
    startCarrying();
    pair.isAway = true;
    checkAndWait(3);
    assertEquals(LOCAL, failover.current());
    awaitGivenUp();
    released.countDown();
    pair.isAway = false;
    checkAndWait(5);
    Pair.await("the return", () -> failover.current().equals(REMOTE));
    assertEquals(2, calls.get());
  }

  @Test
  @DisplayName("so it is when the primary is left because the checks decide again")
  void leftByMode() throws InterruptedException {
    startCarrying();
    failover.mode(FailoverMode.FORCE_PRIMARY);
    pair.isAway = true;
    checkAndWait(4);
    assertEquals(REMOTE, failover.current());
    failover.mode(FailoverMode.AUTO);
    assertEquals(LOCAL, failover.current());
    awaitGivenUp();
  }
}
