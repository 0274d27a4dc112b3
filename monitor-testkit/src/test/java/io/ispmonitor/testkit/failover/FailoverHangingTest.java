package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverStart;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What callers report while a check hangs. */
class FailoverHangingTest {
  private final Pair pair = new Pair();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private Failover<String> failover = pair.builder().build();

  @AfterEach
  void close() {
    released.countDown();
    failover.close();
  }

  private void hang(String primary) throws InterruptedException {
    begun.countDown();
    boolean done = false;
    while (!done) {
      try {
        done = released.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        done = false;
      }
    }
  }

  private void startHanging() throws InterruptedException {
    failover = pair.own().check(this::hang).start(FailoverStart.PRIMARY).build();
    failover.start();
    pair.time.settle();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(1, failover.status().counters().timedOut());
  }

  @Test
  @DisplayName("reports right after a timeout are no failures, the check has time to come back")
  void afterATimeout() throws InterruptedException {
    startHanging();
    pair.reportFor(failover, Duration.ofMillis(4_990));
    assertEquals(1, failover.status().failuresInARow());
    assertEquals(REMOTE, failover.current());
  }

  @Test
  @DisplayName("while a check hangs, reports make it fail again every five seconds and no faster")
  void whileACheckHangs() throws InterruptedException {
    startHanging();
    pair.reportFor(failover, Duration.ofMillis(9_990));
    assertEquals(2, failover.status().failuresInARow());
    assertEquals(REMOTE, failover.current());
    pair.reportFor(failover, Duration.ofMillis(20));
    assertEquals(3, failover.status().failuresInARow());
    assertEquals(LOCAL, failover.current(), "15 s after the beginning of the check");
  }
}
