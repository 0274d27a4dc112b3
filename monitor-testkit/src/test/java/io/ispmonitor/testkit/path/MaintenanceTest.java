package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.NOON;
import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is announced before, in and after maintenance. The window is from 12:10 to 12:40. */
class MaintenanceTest {
  private static final Instant START = NOON.plus(Duration.ofMinutes(10));
  private static final Instant END = NOON.plus(Duration.ofMinutes(40));

  private final Maintenance maintenance = new Maintenance();

  private World world(Device... devices) {
    return new World(builder -> builder.maintenance(maintenance)).with(devices).settled();
  }

  private void window(String id, Selection devices, Timing timing) {
    maintenance.schedule(new MaintenanceWindow(id, devices, timing, "field team", "new antenna"));
  }

  private void fixed(Selection devices) {
    window("w", devices, Timing.fixed(START, END));
  }

  private static void until(World world, String time) {
    Instant at = Instant.parse("2026-03-01T" + time + "Z");
    world.pass(Duration.between(world.time.instant(), at));
  }

  private static List<Kind> told(World world) {
    return world.listener.announcements().stream().map(Announcement::kind).toList();
  }

  @Test
  @DisplayName("a problem told before and gone inside: its recovery is told at once")
  void toldBeforeRecoveredInside() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      world.probe.kill("a");
      until(world, "12:09:00");
      assertEquals(List.of(Kind.DOWN), told(world));
      until(world, "12:20:00");
      assertEquals(List.of("w"), world.status("a").maintenance());
      world.probe.revive("a");
      until(world, "12:22:00");
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), told(world));
      until(world, "13:00:00");
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), told(world));
    }
  }

  @Test
  @DisplayName("a problem told before and still there at the end is not told again")
  void toldBeforeStillThere() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      world.probe.kill("a");
      until(world, "13:00:00");
      assertEquals(List.of(Kind.DOWN), told(world));
      assertEquals(List.of(), world.status("a").maintenance());
      world.probe.revive("a");
      until(world, "13:02:00");
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), told(world));
    }
  }

  @Test
  @DisplayName("a problem that came and went inside is never told")
  void cameAndWent() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.kill("a");
      until(world, "12:20:00");
      assertEquals(DeviceState.DOWN, world.state("a"), "it is seen all the same");
      world.probe.revive("a");
      until(world, "13:00:00");
      assertEquals(List.of(), told(world));
    }
  }

  @Test
  @DisplayName("a problem that came inside and is there at the end is told after one fresh check")
  void cameAndStayed() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.kill("a");
      until(world, "12:40:00");
      assertEquals(List.of(), told(world));
      until(world, "12:40:05");
      assertEquals(List.of(Kind.DOWN), told(world));
      Announcement down = world.listener.announcements().get(0);
      assertEquals(END, down.since(), "its time counts from the end");
      List<Instant> asked = world.probe.asked("a");
      assertTrue(asked.stream().anyMatch(at -> !at.isBefore(END) && !at.isAfter(down.at())));
      world.probe.revive("a");
      until(world, "12:43:00");
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), told(world));
    }
  }

  @Test
  @DisplayName("an end that nobody saw, since the process stood still, is the end by the window")
  void pausedOverTheEnd() {
    window("earlier", Selection.device("a"), Timing.fixed(START, START.plusSeconds(900)));
    window("later", Selection.subtree("a"), Timing.fixed(START.plusSeconds(900), END));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.kill("a");
      until(world, "12:20:00");
      world.time.pause(Duration.ofMinutes(25));
      world.passSeconds(60);
      assertEquals(List.of(Kind.DOWN), told(world));
      assertEquals(END, world.listener.announcements().get(0).since());
    }
  }

  @Test
  @DisplayName("an end while no monitor ran is the end by the window, too")
  void awayOverTheEnd() {
    fixed(Selection.device("a"));
    InMemoryStateLog log = InMemoryStateLog.create();
    World before =
        new World(builder -> builder.maintenance(maintenance).stateLog(log))
            .with(device("a"))
            .settled();
    until(before, "12:15:00");
    before.probe.kill("a");
    until(before, "12:20:00");
    try (World world = before.restartedAfter(Duration.ofMinutes(40))) {
      world.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.DOWN), told(world));
      assertEquals(END, world.listener.announcements().get(0).since());
    }
  }

  @Test
  @DisplayName("a problem that our side fails to look at afresh is told all the same")
  void cannotBeLookedAt() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.kill("a");
      until(world, "12:39:00");
      world.probe.set("a", ScriptedProbe.broken("the name server is silent"));
      until(world, "12:42:00");
      assertEquals(List.of(Kind.DOWN), told(world));
      assertEquals(END, world.listener.announcements().get(0).since());
    }
  }

  @Test
  @DisplayName("a window that is called off ends at that moment")
  void calledOff() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.kill("a");
      until(world, "12:20:00");
      maintenance.cancel("w");
      world.passSeconds(60);
      assertEquals(List.of(Kind.DOWN), told(world));
      Instant since = world.listener.announcements().get(0).since();
      Instant calledOff = Instant.parse("2026-03-01T12:20:00Z");
      assertTrue(Duration.between(calledOff, since).abs().toSeconds() <= 1, since.toString());
    }
  }

  @Test
  @DisplayName("a problem that is gone when it is looked at afresh is not told")
  void goneAtTheEnd() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.kill("a");
      until(world, "12:39:59.900");
      world.probe.revive("a");
      until(world, "13:00:00");
      assertEquals(List.of(), told(world));
      assertEquals(DeviceState.UP, world.state("a"));
    }
  }

  @Test
  @DisplayName("poor quality that came inside and stays is told at the end, and its end too")
  void degraded() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      until(world, "12:15:00");
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      until(world, "12:39:00");
      assertEquals(DeviceState.DEGRADED, world.state("a"));
      assertEquals(List.of(), told(world));
      until(world, "12:41:00");
      assertEquals(List.of(Kind.DEGRADED), told(world));
      world.probe.reset("a");
      until(world, "12:50:00");
      assertEquals(List.of(Kind.DEGRADED, Kind.WITHIN_LIMITS), told(world));
    }
  }

  @Test
  @DisplayName("flapping inside is told at the end if it lasts, and once settled what is down then")
  void flappingInside() {
    fixed(Selection.device("a", "b"));
    try (World world = world(device("a"), device("b"))) {
      until(world, "12:11:00");
      for (int i = 0; i < 6; i++) {
        world.probe.kill("a").kill("b");
        world.passSeconds(90);
        world.probe.revive("a").revive("b");
        world.passSeconds(90);
      }
      world.probe.kill("b");
      until(world, "12:38:00");
      assertTrue(world.status("b").flapping());
      assertEquals(List.of(), told(world));
      until(world, "14:00:00");
      assertFalse(world.status("b").flapping());
      List<Kind> toldOfB =
          world.listener.told("b").stream().filter(is -> is != Kind.STILL_FLAPPING).toList();
      assertEquals(List.of(Kind.FLAPPING, Kind.SETTLED, Kind.DOWN), toldOfB);
      assertFalse(world.listener.told("a").contains(Kind.DOWN), told(world).toString());
    }
  }

  @Test
  @DisplayName("that it flaps inside, which nobody was told, keeps no end of a trouble from before")
  void flappingInsideAfterTold() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      until(world, "12:09:00");
      assertEquals(List.of(Kind.DEGRADED), told(world));
      until(world, "12:12:00");
      for (int i = 0; i < 6; i++) {
        world.probe.set("a", ScriptedProbe.silent());
        world.passSeconds(100);
        world.probe.reset("a");
        world.passSeconds(60);
      }
      assertTrue(world.status("a").flapping());
      assertEquals(DeviceState.UP, world.state("a"));
      world.pass(Duration.ofMinutes(6));
      assertEquals(List.of(Kind.DEGRADED, Kind.WITHIN_LIMITS), told(world));
    }
  }

  @Test
  @DisplayName("overlapping windows add up: quiet until the last one has ended")
  void overlapping() {
    fixed(Selection.device("a"));
    Instant later = NOON.plus(Duration.ofMinutes(55));
    window("longer", Selection.label("region", "north"), Timing.fixed(NOON, later));
    Device a =
        Device.named("a")
            .address(InetAddress.getLoopbackAddress())
            .label("region", "north")
            .build();
    try (World world = world(a)) {
      until(world, "12:15:00");
      assertEquals(
          List.of("longer", "w"), world.status("a").maintenance().stream().sorted().toList());
      world.probe.kill("a");
      until(world, "12:54:00");
      assertEquals(List.of(), told(world));
      until(world, "12:56:00");
      assertEquals(List.of(Kind.DOWN), told(world));
    }
  }

  @Test
  @DisplayName("a subtree is quiet as a whole, but not what should go on over another way")
  void subtree() {
    fixed(Selection.subtree("west"));
    InetAddress address = InetAddress.getLoopbackAddress();
    Device redundant = Device.named("ring").address(address).anyParentOf("west", "east").build();
    try (World world = world(device("west"), device("east"), device("radio", "west"), redundant)) {
      until(world, "12:15:00");
      world.probe.kill("west");
      until(world, "12:20:00");
      assertEquals(List.of(), told(world));
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      world.probe.kill("east");
      until(world, "12:25:00");
      assertEquals(List.of(Kind.DOWN), told(world));
      assertEquals("east", world.listener.announcements().get(0).device());
      world.probe.revive("west").revive("east").kill("radio");
      until(world, "12:39:00");
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), told(world));
      assertEquals(DeviceState.DOWN, world.state("radio"));
      until(world, "12:41:00");
      assertEquals(List.of(Kind.DOWN), world.listener.told("radio"));
    }
  }

  @Test
  @DisplayName("a flexible window begins with the first problem and may end after its hours")
  void flexible() {
    window("w", Selection.device("a", "b"), Timing.flexible(START, END, Duration.ofMinutes(30)));
    try (World world = world(device("a"), device("b"))) {
      until(world, "12:12:00");
      assertEquals(List.of(), world.status("a").maintenance(), "it waits");
      until(world, "12:35:00");
      world.probe.kill("a");
      until(world, "12:50:00");
      assertEquals(List.of(), told(world));
      assertEquals(List.of("w"), world.status("b").maintenance(), "it has begun for all");
      until(world, "13:04:00");
      assertEquals(List.of(), told(world));
      until(world, "13:08:00");
      assertEquals(List.of(Kind.DOWN), world.listener.told("a"));
    }
  }

  @Test
  @DisplayName("a flexible window that no problem began keeps nothing quiet after its hours")
  void flexibleUnused() {
    window("w", Selection.device("a"), Timing.flexible(START, END, Duration.ofMinutes(30)));
    try (World world = world(device("a"))) {
      until(world, "12:41:00");
      world.probe.kill("a");
      until(world, "12:43:00");
      assertEquals(List.of(Kind.DOWN), told(world));
    }
  }

  @Test
  @DisplayName(
      "a problem that was there when a flexible window opens begins it and is told no twice")
  void flexibleWithProblem() {
    window("w", Selection.device("a"), Timing.flexible(START, END, Duration.ofMinutes(5)));
    try (World world = world(device("a"))) {
      world.probe.kill("a");
      until(world, "12:11:00");
      assertEquals(List.of("w"), world.status("a").maintenance());
      until(world, "12:30:00");
      assertEquals(List.of(Kind.DOWN), told(world));
      assertEquals(START, maintenance.triggeredAt("w").orElseThrow());
    }
  }

  @Test
  @DisplayName("a problem in the last second of a flexible window's hours begins it")
  void flexibleAtTheLast() {
    window("w", Selection.device("a"), Timing.flexible(START, END, Duration.ofMinutes(30)));
    try (World world = world(device("a"))) {
      until(world, "12:39:56.500");
      world.probe.kill("a");
      world.monitor.askNow("a");
      until(world, "12:45:00");
      Instant judged = Instant.parse("2026-03-01T12:39:59.500Z");
      assertEquals(judged, world.status("a").since());
      assertEquals(judged, maintenance.triggeredAt("w").orElseThrow());
      assertEquals(List.of("w"), world.status("a").maintenance());
      assertEquals(List.of(), told(world));
    }
  }

  @Test
  @DisplayName("a problem that comes when the hours of a flexible window are over is told")
  void flexibleTooLate() {
    window("w", Selection.device("a"), Timing.flexible(START, END, Duration.ofMinutes(30)));
    try (World world = world(device("a"))) {
      until(world, "12:39:57.500");
      world.probe.kill("a");
      world.monitor.askNow("a");
      until(world, "12:45:00");
      assertTrue(maintenance.triggeredAt("w").isEmpty());
      assertEquals(List.of(Kind.DOWN), told(world));
    }
  }

  @Test
  @DisplayName(
      "a flexible window begins with the problem that is noticed first, when it is noticed")
  void flexibleSince() {
    window("w", Selection.everything(), Timing.flexible(START, END, Duration.ofMinutes(30)));
    try (World world = world(device("a"), device("b"))) {
      until(world, "12:20:00");
      world.probe.kill("b");
      until(world, "12:25:00");
      assertEquals(world.status("b").since(), maintenance.triggeredAt("w").orElseThrow());
    }
  }

  @Test
  @DisplayName("an outage that is only remembered, and is over by now, begins no flexible window")
  void flexibleAfterRestart() {
    InMemoryStateLog log = InMemoryStateLog.create();
    World before = new World(is -> is.maintenance(maintenance).stateLog(log)).with(device("a"));
    for (int i = 0; i < 50; i++) {
      before.with(device("other-" + i));
    }
    before.settled();
    before.probe.kill("a");
    before.pass(Duration.ofMinutes(4));
    before.probe.revive("a");
    window("w", Selection.device("a"), Timing.flexible(START, END, Duration.ofMinutes(5)));
    try (World world = before.restartedAfter(Duration.ofMinutes(10))) {
      until(world, "12:30:00");
      assertEquals(DeviceState.UP, world.state("a"));
      assertTrue(maintenance.triggeredAt("w").isEmpty(), "a was found up");
      world.probe.kill("a");
      until(world, "12:32:00");
      assertEquals(List.of("w"), world.status("a").maintenance());
      assertEquals(List.of(Kind.RECOVERED), told(world));
    }
  }

  @Test
  @DisplayName("an outage that still lasts after a restart begins a flexible window")
  void flexibleStillDownAfterRestart() {
    InMemoryStateLog log = InMemoryStateLog.create();
    World before = new World(is -> is.maintenance(maintenance).stateLog(log)).with(device("a"));
    before.settled();
    before.probe.kill("a");
    before.pass(Duration.ofMinutes(4));
    window("w", Selection.device("a"), Timing.flexible(START, END, Duration.ofMinutes(20)));
    try (World world = before.restartedAfter(Duration.ofMinutes(10))) {
      Instant restarted = world.time.instant();
      until(world, "12:20:00");
      Instant begun = maintenance.triggeredAt("w").orElseThrow();
      assertTrue(Duration.between(restarted, begun).toSeconds() <= 1, begun.toString());
    }
  }

  @Test
  @DisplayName("work that ends early, a window called off, and a device that comes later all count")
  void changes() {
    fixed(Selection.subtree("tower"));
    window("other", Selection.device("pop"), Timing.fixed(START, END));
    try (World world = world(device("pop"), device("tower", "pop"))) {
      until(world, "12:15:00");
      world.with(device("radio", "tower"));
      world.passSeconds(60);
      assertEquals(List.of("w"), world.status("radio").maintenance());
      world.probe.kill("radio").kill("pop");
      until(world, "12:20:00");
      assertEquals(List.of(), told(world));
      assertTrue(maintenance.cancel("other"));
      until(world, "12:21:00");
      assertEquals(List.of(Kind.DOWN), world.listener.told("pop"));
      world.probe.revive("pop");
      until(world, "12:25:00");
      assertEquals(DeviceState.DOWN, world.state("radio"));
      assertTrue(maintenance.endNow("w", world.time.instant()));
      until(world, "12:26:00");
      assertEquals(List.of(Kind.DOWN), world.listener.told("radio"));
    }
  }

  @Test
  @DisplayName("windows keep to the wall clock, also when it steps")
  void clockStep() {
    fixed(Selection.device("a"));
    try (World world = world(device("a"))) {
      world.time.stepWallClock(Duration.ofMinutes(15));
      world.passSeconds(2);
      assertEquals(List.of("w"), world.status("a").maintenance());
      world.time.stepWallClock(Duration.ofMinutes(-15));
      world.passSeconds(2);
      assertEquals(List.of(), world.status("a").maintenance());
    }
  }
}
