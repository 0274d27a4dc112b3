package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InventoryChangesTest {

  @Test
  @DisplayName("a device added while the monitor runs is asked within a second")
  void added() {
    try (World world = new World().with(device("a")).settled()) {
      world.with(device("b", "a"));
      world.passSeconds(1);
      assertEquals(DeviceState.UP, world.state("b"));
    }
  }

  @Test
  @DisplayName("a removed device is not asked any more and has no status")
  void removed() {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      world.inventory.remove("b");
      world.passSeconds(1);
      int asked = world.probe.asked("b").size();
      world.pass(Duration.ofMinutes(5));
      assertEquals(asked, world.probe.asked("b").size());
      assertTrue(world.monitor.status("b").isEmpty());
      assertEquals(1, world.monitor.counts().get(DeviceState.UP));
    }
  }

  @Test
  @DisplayName("a device removed while its question is open leaves nothing behind")
  void removedWhileAsked() {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      world.probe.kill("b");
      int asked = world.probe.asked("b").size();
      while (world.probe.asked("b").size() == asked) {
        world.pass(Duration.ofMillis(10));
      }
      world.inventory.remove("b");
      world.pass(Duration.ofMinutes(2));
      assertEquals(List.of(DeviceState.UP, DeviceState.UNKNOWN), world.listener.states("b"));
      assertEquals(
          0, world.monitor.counts().get(DeviceState.DOWN), world.monitor.counts().toString());
    }
  }

  @Test
  @DisplayName("a new name disturbs neither state nor rhythm, and shows in the status")
  void renamed() {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      List<Instant> before = world.probe.asked("a");
      world.inventory.change(device("a").toBuilder().name("Alpha").build());
      world.passSeconds(60);
      List<Instant> after = world.probe.asked("a");
      assertEquals(before.size() + 2, after.size());
      assertEquals(
          30_000,
          Duration.between(after.get(after.size() - 2), after.get(after.size() - 1)).toMillis());
      assertEquals("Alpha", world.status("a").device().name());
      assertEquals(List.of(DeviceState.UP), world.listener.states("a"));
    }
  }

  @Test
  @DisplayName("a new address is asked at once, and nobody else is disturbed")
  void newAddress() throws Exception {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      int a = world.probe.asked("a").size();
      int b = world.probe.asked("b").size();
      world.inventory.change(Device.named("a").address(InetAddress.getByName("192.0.2.7")).build());
      world.pass(Duration.ofMillis(100));
      assertEquals(a + 1, world.probe.asked("a").size());
      assertEquals(b, world.probe.asked("b").size());
    }
  }

  @Test
  @DisplayName("a device that moved is judged by its new parent")
  void moved() {
    World world = new World().with(device("west"), device("east"), device("radio", "west"));
    try (world) {
      world.settled();
      world.inventory.move("radio", List.of(Dependency.on("east")));
      world.passSeconds(1);
      world.probe.kill("west");
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("radio"));
      world.probe.kill("east");
      world.passSeconds(60);
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      assertEquals("east", world.status("radio").rootCause());
    }
  }

  @Test
  @DisplayName("a sync changes what it must and leaves the rest in its rhythm")
  void synced() {
    World world = new World();
    for (int i = 0; i < 100; i++) {
      world.with(device("d" + i));
    }
    try (world) {
      world.settled();
      List<Device> all =
          new ArrayList<>(
              world.inventory.devices().stream().filter(is -> !is.id().equals("d7")).toList());
      all.add(device("new", "d1"));
      InventoryDiff diff = world.inventory.sync(all);
      assertEquals(1, diff.added().size());
      assertEquals(1, diff.removed().size());
      int asked = world.probe.asked().size();
      world.passSeconds(30);
      assertEquals(DeviceState.UP, world.state("new"));
      assertTrue(world.monitor.status("d7").isEmpty());
      assertEquals(100, world.probe.asked().size() - asked, 2.0);
    }
  }

  @Test
  @DisplayName("a root that is removed while it is down lets its children be judged anew")
  void rootRemoved() {
    try (World world = new World().with(device("tower"), device("radio", "tower")).settled()) {
      world.probe.kill("tower");
      world.passSeconds(60);
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      world.inventory.move("radio", List.of());
      world.inventory.remove("tower");
      world.probe.kill("radio");
      world.passSeconds(60);
      assertEquals(DeviceState.DOWN, world.state("radio"));
      assertEquals("radio", world.status("radio").outage().root());
    }
  }

  @Test
  @DisplayName(
      "a device that is cut off and moved to a way that is open is judged by new questions")
  void movedWhileCutOff() {
    World world = new World().with(device("west"), device("east"), device("radio", "west"));
    try (world) {
      world.settled();
      world.probe.kill("west");
      world.passSeconds(120);
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      world.listener.clear();
      world.inventory.move("radio", List.of(Dependency.on("east")));
      world.passSeconds(10);
      assertEquals(List.of(DeviceState.UP), world.listener.states("radio"));
    }
  }

  @Test
  @DisplayName("what was asked, then not, then again is not judged by misses of long ago")
  void askedAgain() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(120);
      world.inventory.change(Device.named("a").build());
      world.passSeconds(60);
      assertEquals(DeviceState.UNKNOWN, world.state("a"));
      world.probe.revive("a");
      world.listener.clear();
      world.inventory.change(device("a"));
      world.passSeconds(60);
      assertEquals(List.of(DeviceState.UP), world.listener.states("a"));
    }
  }

  @Test
  @DisplayName("removing a device ends its outage, for those who count outages")
  void removedWhileDown() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(60);
      world.inventory.remove("a");
      world.passSeconds(1);
      StateChange last = world.listener.changes("a").get(2);
      assertTrue(last.endsOutage(), last.toString());
      assertEquals(DeviceState.UNKNOWN, last.to());
      assertEquals("a", last.outage().root());
      assertEquals(0, world.monitor.counts().values().stream().mapToInt(is -> is).sum());
    }
  }

  @Test
  @DisplayName(
      "a schedule whose predicate fails once keeps asking, and new devices are tried again")
  void failingPredicate() {
    boolean[] fails = {false};
    ManualTime time = ManualTime.startingAt(World.NOON);
    try (ScriptedProbe probe = ScriptedProbe.in(time);
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .probe(probe, Schedule.every(World.INTERVAL).on(is -> choose(fails[0])))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      fails[0] = true;
      monitor.inventory().change(device("a").toBuilder().name("Alpha").build());
      monitor.inventory().add(device("b"));
      time.advance(Duration.ofSeconds(5));
      fails[0] = false;
      time.advance(Duration.ofMinutes(2));
      assertEquals(DeviceState.UP, monitor.status("a").orElseThrow().state());
      assertEquals(DeviceState.UP, monitor.status("b").orElseThrow().state());
      assertEquals(6, probe.asked("a").size(), 1.0);
    }
  }

  private static boolean choose(boolean fails) {
    if (fails) {
      throw new IllegalStateException("the customer database is away");
    }
    return true;
  }
}
