package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.CheckResult;
import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverBuilder;
import io.ispmonitor.failover.FailoverCounters;
import io.ispmonitor.failover.FailoverEvent;
import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.failover.FailoverStart;
import io.ispmonitor.failover.FailoverStatus;
import io.ispmonitor.failover.FailoverTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailoverTest {
  private final Pair pair = new Pair();
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

  private void startAndLeave(FailoverBuilder<String> builder) {
    start(builder);
    pair.isAway = true;
    pair.nextChecks(3);
    assertEquals(LOCAL, failover.current());
    pair.isAway = false;
  }

  @Test
  @DisplayName("a primary that works is checked at once and every 60 s, and is used")
  void works() {
    start(pair.builder());
    pair.time.advance(Duration.ofMinutes(10));
    assertEquals(11, pair.checks().size());
    assertEquals(REMOTE, failover.current());
    Checked second = pair.checks().get(1);
    assertEquals(Instant.parse("2026-03-01T12:01:00Z"), second.at());
    assertEquals("answered in 0 ms; the primary stays in use", second.reason());
    assertEquals(2, second.number());
  }

  @Test
  @DisplayName("the third failure in a row and no earlier one leads to the fallback")
  void leaves() {
    start(pair.builder());
    pair.isAway = true;
    pair.nextChecks(2);
    assertEquals(REMOTE, failover.current());
    assertEquals(
        "java.io.IOException: connection refused; 2 of 3 failures in a row, the primary stays in"
            + " use",
        pair.lastEvent().reason());
    pair.nextCheck();
    assertEquals(LOCAL, failover.current());
    assertEquals(
        "java.io.IOException: connection refused; 3 failures in a row, the fallback is used from"
            + " now on",
        pair.lastEvent().reason());
    assertEquals(
        List.of(false, false, false, true),
        pair.checks().stream().map(FailoverEvent::switched).toList());
    assertEquals(FailoverTarget.FALLBACK, pair.lastEvent().target());
  }

  @Test
  @DisplayName("a success in between begins the count of failures anew")
  void notInARow() {
    start(pair.builder());
    for (int i = 0; i < 10; i++) {
      pair.isAway = i % 3 != 2;
      pair.nextCheck();
    }
    assertEquals(REMOTE, failover.current());
    assertEquals(0, failover.status().counters().switches());
  }

  @Test
  @DisplayName("three successes are not enough before the fallback was used for five minutes")
  void dwells() {
    startAndLeave(pair.builder());
    pair.nextChecks(4);
    assertEquals(LOCAL, failover.current());
    assertEquals(
        "answered in 0 ms; 4 successes in a row, but the fallback stays in use for at least 300 s",
        pair.lastEvent().reason());
    pair.nextCheck();
    assertEquals(REMOTE, failover.current());
    assertTrue(pair.lastEvent().switched());
  }

  @Test
  @DisplayName("five minutes are not enough before there were three successes in a row")
  void successesInARow() {
    startAndLeave(pair.builder());
    pair.isAway = true;
    pair.nextChecks(10);
    pair.isAway = false;
    pair.nextChecks(2);
    pair.isAway = true;
    pair.nextCheck();
    pair.isAway = false;
    pair.nextChecks(2);
    assertEquals(LOCAL, failover.current());
    pair.nextCheck();
    assertEquals(REMOTE, failover.current());
  }

  @Test
  @DisplayName("successes count only in a row, also when the dwell is over long since")
  void oneSuccessAfterManyIsNotEnough() {
    startAndLeave(pair.builder().dwell(Duration.ofMinutes(30)));
    pair.nextChecks(29);
    pair.isAway = true;
    pair.nextCheck();
    pair.isAway = false;
    pair.nextChecks(2);
    assertEquals(LOCAL, failover.current());
    pair.nextCheck();
    assertEquals(REMOTE, failover.current());
  }

  @Test
  @DisplayName("a primary that flaps for a day switches no more often than the dwell allows")
  void flaps() {
    start(pair.builder().interval(Duration.ofSeconds(10)).dwell(Duration.ofMinutes(30)));
    for (int i = 0; i < 24 * 60 * 2; i++) {
      pair.isAway = i % 2 == 0;
      pair.time.advance(Duration.ofSeconds(30));
    }
    long switches = failover.status().counters().switches();
    assertTrue(switches >= 80 && switches <= 96, "switches: " + switches);
  }

  @Test
  @DisplayName("a primary that is away at the start is left after the first check")
  void awayAtStart() {
    pair.isAway = true;
    failover = pair.builder().build();
    assertEquals(REMOTE, failover.current());
    failover.start();
    pair.time.settle();
    assertEquals(LOCAL, failover.current());
    assertEquals(
        "java.io.IOException: connection refused; the fallback is used from now on",
        pair.lastEvent().reason());
  }

  @Test
  @DisplayName("where the first check is one like any other it takes three failures at the start")
  void awayAtStartButPatient() {
    pair.isAway = true;
    start(pair.builder().start(FailoverStart.PRIMARY));
    pair.nextCheck();
    assertEquals(REMOTE, failover.current());
    pair.nextCheck();
    assertEquals(LOCAL, failover.current());
  }

  @Test
  @DisplayName("limits of its own are kept")
  void ownLimits() {
    start(
        pair.builder()
            .interval(Duration.ofSeconds(5))
            .failuresToLeave(1)
            .successesToReturn(2)
            .dwell(Duration.ZERO));
    pair.isAway = true;
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(LOCAL, failover.current());
    pair.isAway = false;
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(LOCAL, failover.current());
    pair.time.advance(Duration.ofSeconds(5));
    assertEquals(REMOTE, failover.current());
  }

  @Test
  @DisplayName("a report of a failure makes the next check early, at most every five seconds")
  void reports() {
    start(pair.builder());
    pair.time.advance(Duration.ofSeconds(1));
    assertTrue(failover.reportFailure("no answer to an insert"));
    assertFalse(failover.reportFailure("no answer to another"));
    pair.time.advance(Duration.ofSeconds(3));
    assertEquals(1, pair.checks().size());
    pair.time.advance(Duration.ofSeconds(1));
    assertEquals(2, pair.checks().size());
    assertEquals("no answer to an insert", pair.checks().get(1).report());
    assertEquals(0, pair.checks().get(1).failuresInARow());
    pair.time.advance(Duration.ofSeconds(59));
    assertEquals(2, pair.checks().size(), "the next one is an interval after the early one");
    pair.time.advance(Duration.ofSeconds(1));
    assertEquals(3, pair.checks().size());
  }

  @Test
  @DisplayName("callers that keep failing are on the fallback after 15 s instead of three minutes")
  void reportsLeadToTheFallback() {
    start(pair.builder());
    pair.time.advance(Duration.ofSeconds(30));
    pair.isAway = true;
    for (int i = 0; i < 1_500; i++) {
      failover.reportFailure("insert failed");
      pair.time.advance(Duration.ofMillis(10));
    }
    assertEquals(LOCAL, failover.current());
    assertEquals(3, failover.status().counters().earlyChecks());
    assertFalse(failover.reportFailure("an old call to the primary"));
  }

  @Test
  @DisplayName("the status tells limits, counters, the last check and since when it is so")
  void status() {
    startAndLeave(pair.builder());
    FailoverStatus status = failover.status();
    assertEquals("orders", status.name());
    assertTrue(status.running());
    assertEquals(FailoverTarget.FALLBACK, status.target());
    assertEquals(Instant.parse("2026-03-01T12:03:00Z"), status.since());
    assertEquals(3, status.failuresInARow());
    assertEquals(pair.lastEvent(), status.lastCheck());
    assertEquals(CheckResult.FAILED, pair.checks().get(3).result());
    assertEquals(Duration.ofSeconds(60), status.limits().interval());
    assertEquals(Duration.ofSeconds(5), status.limits().timeout());
    assertEquals(new FailoverCounters(4, 3, 0, 0, 0, 0, 0, 1, 0, 0), status.counters());
  }
}
