package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DependencyTest {

  private static World towerWithRadios(int radios) {
    World world = new World().with(device("pop"), device("tower", "pop"));
    for (int i = 0; i < radios; i++) {
      world.with(device("radio-" + i, "tower"));
    }
    return world.settled();
  }

  @Test
  @DisplayName("when a tower dies, it alone is down and its radios are unreachable behind it")
  void towerDies() {
    try (World world = towerWithRadios(25)) {
      world.probe.kill("tower");
      world.passSeconds(60);

      List<StateChange> downs =
          world.listener.changes().stream().filter(is -> is.to() == DeviceState.DOWN).toList();
      assertEquals(1, downs.size(), downs.toString());
      Outage outage = downs.get(0).outage();
      assertNotNull(outage);
      assertEquals("tower", outage.root());
      assertEquals(25, outage.affected());
      assertEquals(DeviceState.UP, world.state("pop"));
      for (int i = 0; i < 25; i++) {
        assertEquals(DeviceState.UNREACHABLE, world.state("radio-" + i));
        assertEquals("tower", world.status("radio-" + i).rootCause());
        assertEquals(outage, world.status("radio-" + i).outage());
      }
    }
  }

  @Test
  @DisplayName(
      "no device is blamed before each parent was asked after its first unanswered question")
  void parentsAreAskedFirst() {
    try (World world = towerWithRadios(10)) {
      world.probe.kill("radio-3");
      world.passSeconds(60);

      StateChange down = world.listener.changes("radio-3").get(1);
      assertEquals(DeviceState.DOWN, down.to());
      Instant firstMiss = down.evidence().firstUnansweredAt();
      assertNotNull(firstMiss);
      Evidence.Parent tower = down.evidence().parents().get(0);
      assertEquals("tower", tower.id());
      assertEquals(DeviceState.UP, tower.state());
      assertNotNull(tower.askedAt());
      assertTrue(!tower.askedAt().isBefore(firstMiss), tower + " after " + firstMiss);
      assertTrue(
          Duration.between(firstMiss, down.at()).toMillis() < 5_000, "in time: " + down.at());
    }
  }

  @Test
  @DisplayName("whoever is noticed first, the root is found: chain of four, all silent at once")
  void deepChain() {
    World world =
        new World()
            .with(device("a"), device("b", "a"), device("c", "b"), device("d", "c"))
            .settled();
    try (world) {
      world.probe.kill("a");
      world.passSeconds(60);
      assertEquals(DeviceState.DOWN, world.state("a"));
      for (String id : List.of("b", "c", "d")) {
        assertEquals(
            List.of(DeviceState.UP, DeviceState.UNREACHABLE), world.listener.states(id), id);
        assertEquals("a", world.status(id).rootCause());
      }
    }
  }

  @Test
  @DisplayName("when the tower returns, its radios are asked within a minute and all are up again")
  void towerReturns() {
    try (World world = towerWithRadios(25)) {
      world.probe.kill("tower");
      world.passSeconds(120);
      world.listener.clear();
      world.probe.revive("tower");
      world.passSeconds(95);
      assertEquals(DeviceState.UP, world.state("tower"));
      for (int i = 0; i < 25; i++) {
        assertEquals(List.of(DeviceState.UP), world.listener.states("radio-" + i));
        StateChange up = world.listener.changes("radio-" + i).get(0);
        assertNotNull(up.outage());
        assertEquals("tower", up.outage().root());
      }
    }
  }

  @Test
  @DisplayName("a radio that stays dead after its tower returned becomes an outage of its own")
  void staysDead() {
    try (World world = towerWithRadios(5)) {
      world.probe.kill("tower").kill("radio-2");
      world.passSeconds(60);
      assertEquals(DeviceState.UNREACHABLE, world.state("radio-2"));
      world.probe.revive("tower");
      world.passSeconds(95);
      assertEquals(DeviceState.DOWN, world.state("radio-2"));
      Outage own = world.status("radio-2").outage();
      assertNotNull(own);
      assertEquals("radio-2", own.root());
      assertEquals(3, world.listener.changes("radio-2").get(2).evidence().unanswered());
    }
  }

  @Test
  @DisplayName("a device in a redundancy group is down, not unreachable, while one parent is up")
  void redundancyGroup() throws Exception {
    World world = new World().with(device("west"), device("east"));
    InetAddress address = InetAddress.getLoopbackAddress();
    world.with(Device.named("router").address(address).anyParentOf("west", "east").build());
    try (world) {
      world.settled();
      world.probe.kill("west");
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("router"));
      world.probe.kill("router");
      world.passSeconds(60);
      assertEquals(DeviceState.DOWN, world.state("router"));
      world.probe.revive("router");
      world.passSeconds(60);
      world.probe.kill("east");
      world.passSeconds(60);
      assertEquals(DeviceState.UNREACHABLE, world.state("router"));
      assertEquals("east", world.status("router").rootCause(), "the one that cut the last way");
    }
  }

  @Test
  @DisplayName("two dependencies must both hold: one of them down makes the device unreachable")
  void bothDependencies() {
    World world =
        new World().with(device("power"), device("link"), device("radio", "power", "link"));
    try (world) {
      world.settled();
      world.probe.kill("power");
      world.passSeconds(60);
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      assertEquals("power", world.status("radio").rootCause());
    }
  }

  @Test
  @DisplayName("a parent that nobody can ask is looked through to its own parents")
  void unaskedParent() {
    World world = new World().with(device("pop"));
    world.with(
        Device.named("site").parent("pop").build(), device("radio", "site"), device("other"));
    try (world) {
      world.settled();
      world.probe.kill("pop");
      world.passSeconds(60);
      assertEquals(DeviceState.DOWN, world.state("pop"));
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      assertEquals("pop", world.status("radio").rootCause());
      assertEquals(2, world.status("pop").outage().affected());
    }
  }

  @Test
  @DisplayName("a verdict waits for a parent whose questions prove nothing, but not for ever")
  void voidParent() {
    try (World world = towerWithRadios(1)) {
      world.probe.set("tower", ScriptedProbe.voided("receive buffer overflowed"));
      world.probe.set("radio-0", ScriptedProbe.silent());
      Instant began = world.time.instant();
      while (world.state("radio-0") == DeviceState.UP) {
        world.pass(Duration.ofMillis(500));
        assertTrue(
            Duration.between(began, world.time.instant()).toSeconds() < 120, "decided in the end");
      }
      StateChange down = world.listener.changes("radio-0").get(1);
      assertEquals(DeviceState.DOWN, down.to());
      Instant firstMiss = down.evidence().firstUnansweredAt();
      assertNotNull(firstMiss);
      assertTrue(Duration.between(firstMiss, down.at()).toSeconds() >= 10, "held first");
    }
  }

  @Test
  @DisplayName("nor for ever for one that was down before its questions proved nothing")
  void voidParentThatWasDown() {
    try (World world = towerWithRadios(1)) {
      world.probe.kill("tower");
      world.passSeconds(60);
      world.probe.revive("tower");
      world.probe.set("tower", ScriptedProbe.voided("receive buffer overflowed"));
      world.passSeconds(120);
      assertEquals(DeviceState.DOWN, world.state("tower"), "nobody heard of its return");
      assertEquals(DeviceState.UP, world.state("radio-0"));

      world.probe.set("radio-0", ScriptedProbe.silent());
      world.passSeconds(120);
      assertEquals(DeviceState.DOWN, world.state("radio-0"), "decided in the end");
    }
  }

  @Test
  @DisplayName("questions out of turn stay within a fifth of the schedule's own, or 20 a second")
  void extraQuestionsAreBudgeted() {
    World world = new World().with(device("pop"));
    for (int i = 0; i < 3_000; i++) {
      world.with(device("radio-" + i, "pop"));
    }
    try (world) {
      world.settled();
      int before = world.probe.asked().size();
      world.probe.kill("pop");
      world.passSeconds(60);
      int asked = world.probe.asked().size() - before;
      // 60 s at 100.03 a second, one burst, and 20 a second on top
      assertTrue(asked <= 6_003 + 100 + 60 * 20 + 40, "asked " + asked);
      assertEquals(DeviceState.DOWN, world.state("pop"));
      long unreachable =
          world.monitor.statuses().stream()
              .filter(is -> is.state() == DeviceState.UNREACHABLE)
              .count();
      assertEquals(3_000, unreachable);
      long down =
          world.listener.changes().stream().filter(is -> is.to() == DeviceState.DOWN).count();
      assertEquals(1, down);
    }
  }

  @Test
  @DisplayName(
      "a tower away for three seconds, too short to be confirmed, makes no radio look dead")
  void blip() {
    for (int phase = 0; phase < 20; phase++) {
      try (World world = towerWithRadios(30)) {
        world.pass(Duration.ofMillis(1_500L * phase));
        world.listener.clear();
        world.probe.kill("tower");
        world.passSeconds(3);
        world.probe.revive("tower");
        world.passSeconds(90);
        List<String> downs =
            world.listener.changes().stream()
                .filter(is -> is.to() == DeviceState.DOWN)
                .map(StateChange::device)
                .filter(is -> is.startsWith("radio"))
                .toList();
        assertEquals(List.of(), downs, "phase " + phase);
      }
    }
  }

  @Test
  @DisplayName("behind a parent that cannot be asked, a dead grandparent is still found")
  void voidParentOfADeadOne() {
    World world = new World().with(device("g"), device("p", "g"), device("c", "p"));
    try (world) {
      world.probe.set("p", ScriptedProbe.broken("host name without an address"));
      world.settled();
      world.probe.kill("g");
      world.passSeconds(120);
      assertEquals(DeviceState.DOWN, world.state("g"));
      assertEquals(DeviceState.UNREACHABLE, world.state("c"));
      assertEquals("g", world.status("c").rootCause());
    }
  }

  @Test
  @DisplayName("nor does a parent hold it for ever that was silent once and cannot be asked since")
  void silentOnceAndVoidSince() {
    World world = new World().with(device("p"), device("c", "p"));
    try (world) {
      world.settled();
      world.probe.kill("c");
      int asked = world.probe.asked("c").size();
      while (world.probe.asked("c").size() == asked) {
        world.pass(Duration.ofMillis(100));
      }
      world.probe.set(
          "p", ScriptedProbe.silent()); // after the first unanswered question of its child
      while (world.status("p").unconfirmed() == 0) {
        world.pass(Duration.ofMillis(100));
      }
      world.probe.set("p", ScriptedProbe.broken("no socket"));
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("c"), "its last word still counts");
      world.passSeconds(180);
      assertEquals(DeviceState.UNKNOWN, world.state("p"));
      assertEquals(DeviceState.DOWN, world.state("c"));
    }
  }

  @Test
  @DisplayName("a parent that refuses everything for a moment is confirmed at the pace of a second")
  void refusalsOfAMoment() {
    World world = new World().with(device("pop"));
    for (int i = 0; i < 500; i++) {
      world.with(device("radio-" + i, "pop"));
    }
    try (world) {
      world.settled();
      world.listener.clear();
      world
          .inventory
          .devices()
          .forEach(is -> world.probe.set(is.id(), ScriptedProbe.refused("host unreachable", null)));
      world.pass(Duration.ofMillis(500));
      world.inventory.devices().forEach(is -> world.probe.reset(is.id()));
      world.passSeconds(60);
      assertEquals(List.of(), world.listener.changes());
    }
  }

  @Test
  @DisplayName(
      "unreachable is not for ever: when its root is back and nothing valid is heard, unknown")
  void brokenBehindAReturnedTower() {
    try (World world = towerWithRadios(2)) {
      world.probe.kill("tower");
      world.passSeconds(60);
      world.probe.set("radio-0", ScriptedProbe.broken("no socket"));
      world.probe.revive("tower");
      world.passSeconds(240);
      assertEquals(DeviceState.UP, world.state("radio-1"));
      assertEquals(DeviceState.UNKNOWN, world.state("radio-0"));
    }
  }

  @Test
  @DisplayName("a parent of thousands is asked before them: announced within five seconds")
  void manyChildren() {
    World world = new World().with(device("pop"));
    for (int i = 0; i < 3_000; i++) {
      world.with(device("radio-" + i, "pop"));
    }
    try (world) {
      world.settled();
      world.probe.kill("pop");
      world.passSeconds(40);
      StateChange down = world.listener.changes("pop").get(1);
      Instant first = down.evidence().firstUnansweredAt();
      assertNotNull(first);
      assertTrue(Duration.between(first, down.at()).toMillis() < 5_000, first + " " + down.at());
    }
  }

  @Test
  @DisplayName(
      "a chain of five thousand and a lattice of unasked devices cost no turn of the judge")
  void deepTopologies() {
    Inventory inventory = new Inventory();
    inventory.add(device("c0"));
    for (int i = 1; i < 5_000; i++) {
      inventory.add(device("c" + i, "c" + (i - 1)));
    }
    inventory.add(Device.named("l0").build());
    inventory.add(Device.named("r0").build());
    for (int i = 1; i < 40; i++) {
      for (String side : List.of("l", "r")) {
        String left = "l" + (i - 1);
        inventory.add(Device.named(side + i).parent(left).parent("r" + (i - 1)).build());
      }
    }
    inventory.add(device("leaf", "l39", "r39"));
    ManualTime time = ManualTime.startingAt(World.NOON);
    try (ScriptedProbe probe = ScriptedProbe.in(time).forgetful();
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(probe, Schedule.every(World.INTERVAL))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofSeconds(60));
      inventory.devices().forEach(is -> probe.kill(is.id()));
      time.advance(Duration.ofMinutes(3));
      assertEquals(DeviceState.DOWN, monitor.status("c0").orElseThrow().state());
      assertEquals("c0", monitor.status("c4999").orElseThrow().rootCause());
      assertEquals(DeviceState.DOWN, monitor.status("leaf").orElseThrow().state());
      assertEquals(List.of(), monitor.health().reasons());
    }
  }
}
