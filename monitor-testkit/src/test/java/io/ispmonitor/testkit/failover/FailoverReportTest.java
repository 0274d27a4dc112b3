package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When what callers report is carried over. */
class FailoverReportTest {
  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final Duration ANSWER = Duration.ofMillis(25);

  private final Pair pair = new Pair();
  private final List<Duration> carried = new ArrayList<>();
  private final long start = pair.time.nanoTime();
  private Failover<String> failover = pair.builder().build();

  @AfterEach
  void close() {
    failover.close();
  }

  private void start(FailoverBuilder<String> builder) {
    failover = builder.build();
    failover.start();
    pair.time.settle();
  }

  private Duration sinceStart() {
    return Duration.ofNanos(pair.time.nanoTime() - start);
  }

  /** Everything takes a moment, on a thread that is always free. */
  private FailoverBuilder<String> slower() {
    return pair.own()
        .executor(task -> pair.time.after(ANSWER, task))
        .carryOver((from, to, progress) -> carried.add(sinceStart()));
  }

  @Test
  @DisplayName("after a report nothing is carried over before a check has succeeded")
  void deadPrimary() {
    start(slower());
    pair.time.advance(Duration.ofSeconds(61));
    int before = carried.size();
    pair.isAway = true;
    failover.reportFailure("connection reset");
    pair.time.advance(Duration.ofSeconds(119));
    assertEquals(REMOTE, failover.current());
    assertEquals(before, carried.size(), "carried over at " + carried);
    assertTrue(failover.status().isOwed());
    pair.isAway = false;
    pair.nextCheck();
    assertEquals(before + 1, carried.size());
    assertFalse(failover.status().isOwed());
  }

  @Test
  @DisplayName("a check that was under way when the report came says nothing of what it reports")
  void checkUnderWay() {
    start(slower());
    pair.time.advance(Duration.ofSeconds(60).plus(MOMENT));
    failover.reportFailure("connection reset");
    pair.time.advance(Duration.ofSeconds(4));
    assertEquals(2, pair.checks().size());
    assertEquals(1, carried.size(), "carried over at " + carried);
    pair.time.advance(Duration.ofSeconds(2));
    assertEquals(3, pair.checks().size());
    assertEquals(2, carried.size());
    assertFalse(failover.status().isOwed());
  }

  @Test
  @DisplayName("a report between the return and the rest has the rest wait for a check")
  void beforeTheRest() {
    pair.isAway = true;
    start(slower().linger(Duration.ofSeconds(1)));
    pair.time.advance(Duration.ofSeconds(1));
    assertEquals(LOCAL, failover.current());
    pair.isAway = false;
    pair.nextChecks(5);
    assertEquals(REMOTE, failover.current());
    int before = carried.size();
    pair.isAway = true;
    failover.reportFailure("connection reset");
    pair.time.advance(Duration.ofSeconds(30));
    assertEquals(before, carried.size(), "carried over at " + carried);
    pair.isAway = false;
    pair.nextCheck();
    assertEquals(before + 1, carried.size());
    assertFalse(failover.status().isOwed());
  }

  @Test
  @DisplayName("callers that report during every check do not keep it from being carried over")
  void reportsWithoutEnd() {
    start(slower());
    pair.reportFor(failover, Duration.ofMinutes(2));
    assertTrue(carried.size() >= 11 && carried.size() <= 25, "carried over at " + carried);
    pair.reportFor(failover, MOMENT);
    pair.nextCheck();
    assertFalse(failover.status().isOwed());
  }
}
