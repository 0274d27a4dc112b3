package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  @DisplayName("an outage is announced once, at its root, and its end once, with the same outage")
  void onceAtTheRoot() {
    World world = new World().with(device("tower"));
    for (int i = 0; i < 10; i++) {
      world.with(device("radio-" + i, "tower"));
    }
    try (world) {
      world.settled();
      world.probe.kill("tower");
      world.pass(Duration.ofMinutes(10));
      world.probe.revive("tower");
      world.pass(Duration.ofMinutes(10));

      List<Announcement> told = world.listener.announcements();
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), kinds(told));
      Announcement down = told.get(0);
      assertEquals("tower", down.device());
      assertEquals(DeviceState.DOWN, down.state());
      assertNotNull(down.outage());
      assertEquals(10, down.outage().affected());
      assertEquals(down.outage().startedAt(), down.since());
      assertTrue(down.text().endsWith("10 behind it"), down.text());
      assertEquals(down.outage(), told.get(1).outage());
      assertEquals(DeviceState.UP, told.get(1).state());
    }
  }

  @Test
  @DisplayName("what was never known to work and does not answer is announced like any other")
  void neverUp() {
    World world = new World().with(device("a"));
    try (world) {
      world.probe.kill("a");
      world.settled();
      assertEquals(List.of(Kind.DOWN), world.listener.told("a"));
    }
  }

  @Test
  @DisplayName("a device that is removed while it is down is withdrawn, once")
  void removed() {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      world.probe.kill("a");
      world.passSeconds(60);
      Outage outage = world.status("a").outage();
      world.inventory.remove("a");
      world.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.DOWN, Kind.WITHDRAWN), world.listener.told("a"));
      assertEquals(outage, world.listener.announcements("a").get(1).outage());
      world.inventory.add(device("a"));
      world.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.DOWN, Kind.WITHDRAWN, Kind.DOWN), world.listener.told("a"));
      assertNotEquals(outage, world.listener.announcements("a").get(2).outage());
    }
  }

  @Test
  @DisplayName("a device that no probe asks any more is withdrawn, once")
  void notAskedAnyMore() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(60);
      world.inventory.change(Device.named("a").build());
      world.pass(Duration.ofMinutes(5));
      world.inventory.remove("a");
      world.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.DOWN, Kind.WITHDRAWN), world.listener.told("a"));
    }
  }

  @Test
  @DisplayName("quality is announced when it is bad and when it is within its limits again")
  void quality() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      world.pass(Duration.ofMinutes(3));
      world.probe.reset("a");
      world.pass(Duration.ofMinutes(10));
      assertEquals(List.of(Kind.DEGRADED, Kind.WITHIN_LIMITS), world.listener.told("a"));
    }
  }

  @Test
  @DisplayName("a slow device whose tower was away is still known to be slow: nothing is said")
  void slowBehindATower() {
    try (World world = new World().with(device("tower"), device("radio", "tower")).settled()) {
      world.probe.set("radio", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      world.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.DEGRADED), world.listener.told("radio"));
      world.probe.kill("tower");
      world.pass(Duration.ofMinutes(5));
      world.probe.revive("tower");
      world.pass(Duration.ofMinutes(10));
      assertEquals(DeviceState.DEGRADED, world.state("radio"));
      assertEquals(List.of(Kind.DEGRADED), world.listener.told("radio"));
      world.probe.reset("radio");
      world.pass(Duration.ofMinutes(10));
      assertEquals(List.of(Kind.DEGRADED, Kind.WITHIN_LIMITS), world.listener.told("radio"));
    }
  }

  @Test
  @DisplayName(
      "a slow device that dies and comes back well: the outage was worse, and its end is the end")
  void slowThenDead() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      world.pass(Duration.ofMinutes(5));
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(5));
      world.probe.revive("a").reset("a");
      world.pass(Duration.ofMinutes(10));
      assertEquals(List.of(Kind.DEGRADED, Kind.DOWN, Kind.RECOVERED), world.listener.told("a"));
    }
  }

  @Test
  @DisplayName(
      "when the tower that could not be asked turns out to be dead, the radio's outage becomes"
          + " the tower's: same identity, other root, announced as ROOT_FOUND")
  void rootFoundLater() {
    try (World world = new World().with(device("tower"), device("radio", "tower")).settled()) {
      blameTheRadios(world, "radio");
      Outage blamed = world.status("radio").outage();
      assertNotNull(blamed);
      assertEquals("radio", blamed.root());

      world.passSeconds(60);
      Outage found = world.status("tower").outage();
      assertNotNull(found);
      assertEquals(blamed.id(), found.id());
      assertEquals(blamed.startedAt(), found.startedAt());
      assertEquals("tower", found.root());
      assertEquals(found, world.status("radio").outage());
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      assertEquals(List.of(Kind.ROOT_FOUND), world.listener.told("tower"));
      assertEquals(found, world.listener.announcements("tower").get(0).outage());
      assertEquals(DeviceState.DOWN, world.listener.announcements("tower").get(0).state());

      world.probe.revive("tower").reset("tower");
      world.pass(Duration.ofMinutes(3));
      assertEquals(List.of(Kind.ROOT_FOUND, Kind.RECOVERED), world.listener.told("tower"));
      assertEquals(List.of(Kind.DOWN), world.listener.told("radio"));
      assertEquals(DeviceState.UP, world.state("radio"));
    }
  }

  @Test
  @DisplayName(
      "two radios blamed in the tower's stead: one identity goes on, the other is withdrawn")
  void twoBlamed() {
    World world =
        new World().with(device("tower"), device("radio-1", "tower"), device("radio-2", "tower"));
    try (world) {
      world.settled();
      blameTheRadios(world, "radio-1", "radio-2");
      Outage one = world.status("radio-1").outage();
      Outage two = world.status("radio-2").outage();
      assertNotNull(one);
      assertNotNull(two);
      Outage older = one.startedAt().isBefore(two.startedAt()) ? one : two;
      Outage newer = older.equals(one) ? two : one;

      world.passSeconds(60);
      assertEquals(older.id(), world.status("tower").outage().id());
      assertEquals(List.of(Kind.ROOT_FOUND), world.listener.told("tower"));
      assertEquals(List.of(Kind.DOWN), world.listener.told(older.root()));
      assertEquals(List.of(Kind.DOWN, Kind.WITHDRAWN), world.listener.told(newer.root()));
      assertEquals(newer, world.listener.announcements(newer.root()).get(1).outage());
      assertEquals(DeviceState.UNREACHABLE, world.state("radio-1"));
      assertEquals(DeviceState.UNREACHABLE, world.state("radio-2"));
    }
  }

  @Test
  @DisplayName("a radio that was dead long before its tower keeps an outage of its own")
  void deadBefore() {
    try (World world = new World().with(device("tower"), device("radio", "tower")).settled()) {
      world.probe.kill("radio");
      world.pass(Duration.ofMinutes(2));
      world.probe.kill("tower");
      world.pass(Duration.ofMinutes(2));
      assertEquals(DeviceState.DOWN, world.state("radio"));
      world.probe.revive("tower");
      world.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), world.listener.told("tower"));
      assertEquals(List.of(Kind.DOWN), world.listener.told("radio"));
      world.probe.revive("radio");
      world.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), world.listener.told("radio"));
    }
  }

  /** The tower cannot be asked by a fault of ours, while its radios die: they are blamed. */
  private static void blameTheRadios(World world, String... radios) {
    world.probe.set("tower", ScriptedProbe.voided("receive buffer overflowed"));
    world.passSeconds(35);
    for (String radio : radios) {
      world.probe.set(radio, ScriptedProbe.silent());
    }
    world.passSeconds(50);
    for (String radio : radios) {
      assertEquals(DeviceState.DOWN, world.state(radio));
    }
    for (String radio : radios) {
      world.probe.reset(radio); // from now on the dead tower alone keeps it silent
    }
    world.probe.kill("tower").set("tower", ScriptedProbe.silent());
  }

  private static List<Kind> kinds(List<Announcement> told) {
    return told.stream().map(Announcement::kind).toList();
  }
}
