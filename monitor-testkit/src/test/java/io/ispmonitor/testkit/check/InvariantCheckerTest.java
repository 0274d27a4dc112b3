package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InvariantCheckerTest {
  private static final Schedule SCHEDULE = Schedule.every(Tape.INTERVAL);

  private final Inventory inventory = new Inventory();
  private final ManualTime time = ManualTime.startingAt(Tape.NOON);
  private final ScriptedProbe probe = ScriptedProbe.over(inventory, time);
  private final InMemoryStateLog log = InMemoryStateLog.create();

  private Monitor monitor(InvariantChecker checker) {
    return Monitor.builder()
        .inventory(inventory)
        .probe(probe, SCHEDULE)
        .stateLog(log)
        .with(checker)
        .time(time)
        .build();
  }

  @Test
  @DisplayName("attached to a monitor, it hears all and compares with the statuses and the log")
  void attached() {
    inventory.addAll(List.of(device("pop"), device("radio", "pop")));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      probe.kill("pop");
      time.advance(Duration.ofMinutes(5));
      probe.revive("pop");
      time.advance(Duration.ofMinutes(5));
      checker.assertNone();
    }
    checker.assertNone();
  }

  @Test
  @DisplayName("a checker that knows of rules the monitor does not keep reports them")
  void otherRules() {
    inventory.add(device("pop"));
    InvariantChecker checker =
        InvariantChecker.watching(inventory)
            .reachability(ReachabilityPolicy.defaults().downAfter(4).upAfter(3))
            .asking(probe, SCHEDULE)
            .build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      probe.kill("pop");
      time.advance(Duration.ofMinutes(5));
      probe.revive("pop");
      time.advance(Duration.ofMinutes(5));
    }
    assertEquals(
        Map.of(Rule.CONFIRMED_BEFORE_DOWN, 1L, Rule.RECOVERY_CONFIRMED, 1L), checker.counts());
    String report = String.valueOf(assertThrows(AssertionError.class, checker::assertNone));
    assertTrue(report.contains("CONFIRMED_BEFORE_DOWN was violated 1 times: a device"), report);
    assertTrue(report.contains("device pop: down after 3 unanswered"), report);
  }

  @Test
  @DisplayName("a device that is removed and added again is another one")
  void addedAgain() {
    inventory.addAll(List.of(device("pop"), device("radio", "pop")));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      probe.kill("radio");
      time.advance(Duration.ofMinutes(1));
      inventory.remove("radio");
      inventory.add(device("radio", "pop"));
      time.advance(Duration.ofMinutes(2));
      inventory.remove("radio");
      time.advance(Duration.ofMinutes(2));
      probe.revive("radio");
      inventory.add(device("radio"));
      time.advance(Duration.ofHours(2));
      checker.assertNone();
    }
  }

  @Test
  @DisplayName("of thousands of violations it keeps a few and counts the others")
  void bounded() {
    Tape tape = new Tape(is -> is.except(Rule.QUALITY_FITS), device("a")).allUp();
    for (int i = 1; i <= 1_000; i++) {
      tape.at(30 * i).miss("a").at(30 * i + 0.5).answer("a");
    }
    assertEquals(25, tape.checker.violations().size());
    assertEquals(Map.of(Rule.ONE_QUESTION_AT_A_TIME, 1_000L), tape.checker.counts());
  }

  @Test
  @DisplayName("rules that are left out are not reported")
  void leftOut() {
    Tape tape = new Tape(is -> is.except(Rule.ONE_QUESTION_AT_A_TIME), device("a")).allUp();
    tape.at(30).miss("a").at(30.5).answer("a");
    tape.isClean();
  }

  @Test
  @DisplayName("a checker without a probe, and one that concludes without a monitor, say so")
  void badUse() {
    assertThrows(
        IllegalArgumentException.class, () -> InvariantChecker.watching(inventory).build());
    assertThrows(IllegalStateException.class, new Tape(device("a")).checker::conclude);
  }
}
