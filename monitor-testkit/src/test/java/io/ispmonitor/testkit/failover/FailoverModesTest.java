package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverEvent.ModeSet;
import io.ispmonitor.failover.FailoverMode;
import io.ispmonitor.health.HealthStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailoverModesTest {
  private final Pair pair = new Pair();
  private final List<String> carried = new ArrayList<>();
  private Failover<String> failover = pair.builder().build();

  @AfterEach
  void close() {
    failover.close();
  }

  private void start() {
    failover.start();
    pair.time.settle();
  }

  @Test
  @DisplayName("a forced fallback is used at once, however well the primary works")
  void forcedFallback() {
    start();
    failover.mode(FailoverMode.FORCE_FALLBACK);
    assertEquals(LOCAL, failover.current());
    ModeSet event = (ModeSet) pair.lastEvent();
    assertEquals(FailoverMode.AUTO, event.before());
    assertTrue(event.switched());
    pair.nextChecks(20);
    assertEquals(LOCAL, failover.current());
    assertEquals(21, pair.checks().size(), "checks go on");
    assertEquals(
        "answered in 0 ms; mode FORCE_FALLBACK keeps the fallback in use",
        pair.lastEvent().reason());
    assertEquals(HealthStatus.DEGRADED, failover.health().status());
  }

  @Test
  @DisplayName("a forced primary is used, however often its checks fail, and health says so")
  void forcedPrimary() {
    failover.mode(FailoverMode.FORCE_PRIMARY);
    pair.isAway = true;
    start();
    pair.nextChecks(9);
    assertEquals(REMOTE, failover.current());
    assertEquals(10, pair.checks().size());
    assertEquals(10, failover.status().failuresInARow());
    assertEquals(HealthStatus.FAILING, failover.health().status());
  }

  @Test
  @DisplayName("from AUTO on the checks decide at once with what they have counted")
  void backToAutoWithADeadPrimary() {
    failover.mode(FailoverMode.FORCE_PRIMARY);
    pair.isAway = true;
    start();
    pair.nextChecks(5);
    failover.mode(FailoverMode.AUTO);
    assertEquals(LOCAL, failover.current());
    assertEquals(
        "6 failures in a row, the fallback is used from now on", pair.lastEvent().reason());
  }

  @Test
  @DisplayName("from a forced fallback AUTO returns with the next check that succeeds")
  void backToAutoWithALivingPrimary() {
    start();
    failover.mode(FailoverMode.FORCE_FALLBACK);
    pair.nextChecks(10);
    failover.mode(FailoverMode.AUTO);
    assertEquals(LOCAL, failover.current());
    pair.nextCheck();
    assertEquals(REMOTE, failover.current());
  }

  @Test
  @DisplayName("the same mode again is no event, and a mode may be set before the start")
  void sameMode() {
    failover.mode(FailoverMode.AUTO);
    assertTrue(pair.events.isEmpty());
    failover.mode(FailoverMode.FORCE_FALLBACK);
    failover.mode(FailoverMode.FORCE_FALLBACK);
    assertEquals(1, pair.events.size());
    assertEquals(LOCAL, failover.current());
  }

  @Test
  @DisplayName("a forced fallback is the start where the host says so")
  void forcedFromTheStart() {
    Failover<String> forced = pair.builder().mode(FailoverMode.FORCE_FALLBACK).build();
    assertEquals(LOCAL, forced.current());
  }

  @Test
  @DisplayName("a primary that is forced is used at once, and then what is owed is carried over")
  void forcedPrimaryCarriesOver() {
    failover =
        pair.builder().carryOver((from, to, progress) -> carried.add(from + " to " + to)).build();
    pair.isAway = true;
    start();
    assertEquals(LOCAL, failover.current());
    failover.mode(FailoverMode.FORCE_PRIMARY);
    assertEquals(REMOTE, failover.current());
    pair.nextChecks(3);
    assertEquals(List.of(), carried, "not while the primary does not work");
    pair.isAway = false;
    pair.nextCheck();
    assertEquals(List.of("local to remote"), carried);
    assertFalse(failover.status().isOwed());
    pair.nextChecks(3);
    assertEquals(1, carried.size());
  }
}
