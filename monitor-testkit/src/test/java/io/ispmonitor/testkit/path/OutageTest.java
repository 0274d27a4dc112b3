package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test
  @DisplayName("a device that answers is up after its first answer")
  void firstAnswerIsUp() {
    try (World world = new World().with(device("a")).settled()) {
      assertEquals(List.of(DeviceState.UP), world.listener.states("a"));
      assertEquals(0.001, world.status("a").roundTripSeconds().orElseThrow(), 1e-6);
      assertEquals(0, world.status("a").loss().orElseThrow());
    }
  }

  @Test
  @DisplayName("three unanswered questions in a row are an outage, each sent a second apart")
  void threeMissesAreDown() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(40);

      StateChange down = world.listener.changes("a").get(1);
      assertEquals(DeviceState.DOWN, down.to());
      assertEquals(3, down.evidence().unanswered());
      Instant first = down.evidence().firstUnansweredAt();
      assertNotNull(first);
      List<Instant> asked =
          world.probe.asked("a").stream().filter(at -> !at.isBefore(first)).limit(3).toList();
      assertTrue(between(asked.get(0), asked.get(1)) >= 1_000, asked.toString());
      assertTrue(between(asked.get(1), asked.get(2)) >= 1_000, asked.toString());
      assertTrue(
          between(first, down.at()) < 5_000, "announced at " + down.at() + " after " + first);
    }
  }

  @Test
  @DisplayName("two unanswered questions are no outage, but they show as unconfirmed")
  void twoMissesAreSoft() {
    try (World world = new World().with(device("a")).settled()) {
      int[] asked = {0};
      ScriptedProbe.Behaviour answers = ScriptedProbe.answersAfter(Duration.ofMillis(200));
      world.probe.set(
          "a",
          (deadline, later, outcome) ->
              (asked[0]++ < 2 ? ScriptedProbe.silent() : answers).take(deadline, later, outcome));
      int most = 0;
      for (int i = 0; i < 600; i++) {
        world.pass(Duration.ofMillis(50));
        most = Math.max(most, world.status("a").unconfirmed());
      }
      assertEquals(2, most);
      assertEquals(List.of(DeviceState.UP), world.listener.states("a"));
      assertEquals(0, world.status("a").unconfirmed());
    }
  }

  @Test
  @DisplayName("two answers in a row end an outage, the second asked for a second after the first")
  void twoAnswersAreUp() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(60);
      world.probe.revive("a");
      world.listener.clear();
      world.passSeconds(40);

      StateChange up = world.listener.changes("a").get(0);
      assertEquals(DeviceState.UP, up.to());
      assertTrue(up.endsOutage());
      Outage ended = up.outage();
      assertNotNull(ended);
      assertEquals("a", ended.root());
      assertNull(world.status("a").outage());
      long answers =
          world.listener.outcomes("a").stream()
              .filter(ProbeOutcome.Answered.class::isInstance)
              .count();
      assertTrue(answers >= 2, "two answers before it was up, saw " + answers);
    }
  }

  @Test
  @DisplayName("one answer amid an outage does not end it")
  void oneAnswerDoesNotEndAnOutage() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(60);
      world.listener.clear();
      world.probe.revive("a");
      while (world.listener.outcomes("a").stream()
          .noneMatch(ProbeOutcome.Answered.class::isInstance)) {
        world.pass(Duration.ofMillis(50));
      }
      world.probe.kill("a");
      world.passSeconds(60);
      assertEquals(List.of(), world.listener.changes("a"));
      assertEquals(DeviceState.DOWN, world.state("a"));
    }
  }

  @Test
  @DisplayName("a refusal by a router counts as a miss and is named in the evidence")
  void refusalIsAMiss() throws Exception {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.set(
          "a", ScriptedProbe.refused("host unreachable", InetAddress.getByName("192.0.2.254")));
      world.passSeconds(40);
      assertEquals(DeviceState.DOWN, world.state("a"));
      String reason = world.status("a").evidence().reason();
      assertTrue(reason.contains("host unreachable by 192.0.2.254"), reason);
      List<Instant> asked = world.probe.asked("a");
      assertTrue(
          between(asked.get(asked.size() - 2), asked.get(asked.size() - 1)) >= 1_000,
          "refusals at once are still confirmed at the pace of a second: " + asked);
    }
  }

  @Test
  @DisplayName(
      "void and broken outcomes neither raise nor clear, but hearing nothing else is UNKNOWN")
  void voidIsNeitherUpNorDown() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.set("a", ScriptedProbe.voided("receive buffer overflowed"));
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("a"));
      world.passSeconds(90);
      assertEquals(DeviceState.UNKNOWN, world.state("a"));
      String reason = world.status("a").evidence().reason();
      assertTrue(reason.contains("receive buffer overflowed"), reason);
      world.probe.reset("a");
      world.passSeconds(31);
      assertEquals(DeviceState.UP, world.state("a"));
    }
  }

  @Test
  @DisplayName("void outcomes do not end an outage")
  void voidDoesNotResolve() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(60);
      world.probe.revive("a").set("a", ScriptedProbe.voided("paused"));
      world.passSeconds(600);
      assertEquals(DeviceState.DOWN, world.state("a"));
    }
  }

  @Test
  @DisplayName("a device nobody asks is UNKNOWN, never up")
  void unaskedIsUnknown() {
    World world = new World();
    try (world) {
      world.inventory.add(Device.named("site").build());
      world.settled();
      assertEquals(DeviceState.UNKNOWN, world.state("site"));
      assertEquals(List.of(), world.probe.asked("site"));
    }
  }

  @Test
  @DisplayName("a device that is slow is DEGRADED until it is back below the clear level")
  void latencyDegrades() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(600)));
      world.passSeconds(61);
      assertEquals(DeviceState.UP, world.state("a"), "two slow answers are not enough");
      world.passSeconds(60);
      assertEquals(DeviceState.DEGRADED, world.state("a"));
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(450)));
      world.passSeconds(150);
      assertEquals(DeviceState.DEGRADED, world.state("a"), "between the levels nothing changes");
      world.probe.reset("a");
      world.passSeconds(120);
      assertEquals(DeviceState.UP, world.state("a"));
    }
  }

  @Test
  @DisplayName("a device that loses every third question is DEGRADED, not down")
  void lossDegrades() {
    try (World world = new World().with(device("a")).settled()) {
      int[] count = {0};
      ScriptedProbe.Behaviour answers = ScriptedProbe.answersAfter(Duration.ofMillis(2));
      world.probe.set(
          "a",
          (deadline, later, outcome) -> {
            boolean lost = count[0]++ % 3 == 0;
            (lost ? ScriptedProbe.silent() : answers).take(deadline, later, outcome);
          });
      world.pass(Duration.ofMinutes(10));
      assertEquals(List.of(DeviceState.UP, DeviceState.DEGRADED), world.listener.states("a"));
      DeviceStatus status = world.status("a");
      assertEquals(1 / 3.0, status.loss().orElseThrow(), 0.05);
      assertTrue(status.evidence().reason().contains("lost"), status.evidence().reason());
    }
  }

  @Test
  @DisplayName("an outage leaves no loss behind that degrades the device that is back")
  void outageIsNotLoss() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(10));
      world.probe.revive("a");
      world.pass(Duration.ofMinutes(10));
      assertEquals(
          List.of(DeviceState.UP, DeviceState.DOWN, DeviceState.UP), world.listener.states("a"));
      assertFalse(world.status("a").loss().orElseThrow() > 0);
    }
  }

  private static long between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  @Test
  @DisplayName("a step of the wall clock back does not move an older outage to a parent that dies")
  void olderOutageAfterAStepBack() {
    World world = new World().with(device("pop"), device("tower", "pop"), device("radio", "tower"));
    try (world) {
      world.settled().pass(Duration.ofMinutes(30));
      world.probe.kill("radio");
      world.pass(Duration.ofMinutes(5));
      Outage own = world.status("radio").outage();
      world.time.stepWallClock(Duration.ofMinutes(-20));
      world.pass(Duration.ofMinutes(5));
      world.probe.kill("tower");
      world.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.DOWN), world.listener.told("tower"));
      assertEquals(own, world.status("radio").outage());
      world.probe.revive("tower");
      world.pass(Duration.ofMinutes(3));
      assertEquals(List.of(Kind.DOWN), world.listener.told("radio"), "once, and it goes on");
    }
  }

  @Test
  @DisplayName("nor to a new parent that was never heard")
  void olderOutageAndANewParent() {
    try (World world = new World().with(device("pop"), device("a", "pop")).settled()) {
      world.probe.kill("a");
      world.pass(Duration.ofDays(2));
      Outage own = world.status("a").outage();
      world.probe.kill("router");
      world.with(device("router", "pop"));
      world.inventory.change(device("a", "router"));
      world.pass(Duration.ofMinutes(10));
      assertEquals(List.of(Kind.DOWN), world.listener.told("router"));
      assertEquals(own, world.status("a").outage());
      assertEquals(List.of(Kind.DOWN), world.listener.told("a"));
    }
  }
}
