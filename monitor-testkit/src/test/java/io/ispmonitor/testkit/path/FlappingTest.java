package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlappingTest {
  private static final Set<Kind> OF_OUTAGES = EnumSet.of(Kind.DOWN, Kind.RECOVERED);

  @ParameterizedTest(name = "one lost question every {0} min: flapping {1}")
  @CsvSource({"20, false", "12, false", "10, false", "6, true", "4, true", "3, true"})
  @DisplayName("single lost questions count, if there are many of them")
  void singleLosses(int everyMinutes, boolean flaps) {
    try (World world = new World().with(device("a")).settled()) {
      for (int minutes = 0; minutes < 120; minutes += everyMinutes) {
        loseOne(world, "a");
        world.pass(Duration.ofMinutes(everyMinutes));
      }
      assertEquals(flaps, world.listener.told("a").contains(Kind.FLAPPING));
      assertEquals(flaps, world.status("a").flapping());
      assertFalse(world.listener.states("a").contains(DeviceState.DOWN));
    }
  }

  @Test
  @DisplayName("flapping begins with a question that goes unanswered, never with an answer")
  void neverOnAnAnswer() {
    for (int minutes = 3; minutes <= 6; minutes++) {
      try (World world = new World().with(device("a")).settled()) {
        while (!world.status("a").flapping()) {
          loseOne(world, "a");
          for (int i = 0; i < minutes * 60 * 20 && !world.status("a").flapping(); i++) {
            world.pass(Duration.ofMillis(50));
          }
        }
        world.passSeconds(1);
        assertEquals(List.of(Kind.FLAPPING), world.listener.told("a"));
        Instant began = world.listener.announcements("a").get(0).at();
        ProbeResult lost =
            world.listener.outcomes().stream()
                .filter(is -> is.outcome() instanceof ProbeOutcome.Silent)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertEquals(lost.askedAt().plusSeconds(1), began);
      }
    }
  }

  @Test
  @DisplayName("many changes within a few minutes are no flapping: the window is a whole hour")
  void aShortTrouble() {
    try (World world = new World().with(device("a")).settled()) {
      for (int i = 0; i < 12; i++) {
        loseOne(world, "a");
        world.passSeconds(60);
      }
      world.pass(Duration.ofHours(1));
      assertFalse(world.listener.told("a").contains(Kind.FLAPPING));
    }
  }

  @Test
  @DisplayName(
      "a device that goes down and comes back again and again: what it does meanwhile is not"
          + " announced one by one, and at the end it is settled and nothing is owed")
  void downAndUp() {
    try (World world = new World().with(device("a")).settled()) {
      cycles(world, 20);
      world.pass(Duration.ofHours(1));

      List<Kind> told = world.listener.told("a");
      int flapping = told.indexOf(Kind.FLAPPING);
      int settled = told.indexOf(Kind.SETTLED);
      assertTrue(flapping > 0 && settled > flapping, told.toString());
      List<Kind> meanwhile = told.subList(flapping + 1, settled);
      assertTrue(meanwhile.stream().allMatch(Kind.STILL_FLAPPING::equals), told.toString());
      assertTrue(meanwhile.size() >= 4, told.toString());
      assertPaired(world.listener.announcements("a"));
      assertEquals(1, told.stream().filter(Kind.FLAPPING::equals).count());
      assertFalse(world.status("a").flapping());
      assertEquals(DeviceState.UP, world.state("a"));
    }
  }

  @Test
  @DisplayName("the outage with which flapping begins is part of it, not announced beside it")
  void oneNoticeAtTheStart() {
    for (int up = 240; up <= 420; up += 20) {
      try (World world = new World().with(device("a")).settled()) {
        for (int i = 0; i < 30 && !world.status("a").flapping(); i++) {
          world.probe.kill("a");
          world.passSeconds(60);
          world.probe.revive("a");
          world.passSeconds(up);
        }
        List<Announcement> told = world.listener.announcements("a");
        Announcement last = told.get(told.size() - 1);
        assertEquals(Kind.FLAPPING, last.kind(), told.toString());
        assertTrue(told.get(told.size() - 2).at().isBefore(last.at()), told.toString());
      }
    }
  }

  @Test
  @DisplayName("who was told DOWN before the flapping is told RECOVERED when it has settled up")
  void owedRecovery() {
    try (World world = new World().with(device("a")).settled()) {
      flapUntilKnown(world);
      // Known to be down when the flapping began or not: at the end nothing is left open.
      world.probe.revive("a");
      world.pass(Duration.ofHours(1));
      assertPaired(world.listener.announcements("a"));
      assertEquals(DeviceState.UP, world.state("a"));
      List<Kind> told = world.listener.told("a");
      assertEquals(Kind.SETTLED, told.get(told.size() - (downs(told) == recoveries(told) ? 1 : 2)));
    }
  }

  @Test
  @DisplayName("a device that settles down is announced DOWN after SETTLED")
  void owedOutage() {
    try (World world = new World().with(device("a")).settled()) {
      flapUntilKnown(world);
      world.probe.revive("a");
      world.pass(Duration.ofMinutes(2));
      world.probe.kill("a");
      world.pass(Duration.ofHours(1));
      List<Announcement> told = world.listener.announcements("a");
      assertEquals(DeviceState.DOWN, world.state("a"));
      assertEquals(Kind.SETTLED, told.get(told.size() - 2).kind(), told.toString());
      Announcement last = told.get(told.size() - 1);
      assertEquals(Kind.DOWN, last.kind());
      assertEquals(world.status("a").outage(), last.outage());
      world.probe.revive("a");
      world.pass(Duration.ofMinutes(5));
      assertPaired(world.listener.announcements("a"));
      assertEquals(Kind.RECOVERED, world.listener.told("a").get(told.size()));
    }
  }

  @Test
  @DisplayName("while it flaps a digest comes every 15 minutes, which says how it stands")
  void digest() {
    try (World world = new World().with(device("a")).settled()) {
      cycles(world, 20);
      List<Announcement> digests =
          world.listener.announcements("a").stream()
              .filter(is -> is.kind() == Kind.FLAPPING || is.kind() == Kind.STILL_FLAPPING)
              .toList();
      assertTrue(digests.size() >= 4, digests.toString());
      for (int i = 1; i < digests.size(); i++) {
        long seconds = Duration.between(digests.get(i - 1).at(), digests.get(i).at()).toSeconds();
        assertTrue(seconds >= 899 && seconds <= 901, "after " + seconds + " s");
        assertTrue(digests.get(i).text().contains("it is " + digests.get(i).state()));
      }
    }
  }

  @Test
  @DisplayName("a tower that flaps, by outages or by blips of any length, makes no radio flap")
  void flappingTower() {
    for (int length : List.of(1, 2, 3, 4, 6, 60)) {
      World world = new World().with(device("pop"), device("tower", "pop"));
      List<String> radios = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        radios.add("radio-" + i);
        world.with(device("radio-" + i, "tower"));
      }
      try (world) {
        world.settled();
        for (int i = 0; i < 40; i++) {
          world.probe.kill("tower");
          world.passSeconds(length);
          world.probe.revive("tower");
          world.pass(Duration.ofMillis(121_300 - 1_000L * length));
        }
        assertTrue(length < 60 || world.status("tower").flapping());
        for (String radio : radios) {
          // that much loss is for people to know, if it is loss
          List<Kind> told = world.listener.told(radio);
          assertFalse(told.contains(Kind.FLAPPING), radio + " at " + length + " s: " + told);
          assertFalse(told.contains(Kind.DOWN), radio + " at " + length + " s: " + told);
          assertFalse(world.status(radio).flapping());
        }
      }
    }
  }

  @Test
  @DisplayName("a dead device does not flap because its tower does")
  void deadBehindAFlappingTower() {
    World world = new World().with(device("tower"), device("radio", "tower"));
    try (world) {
      world.settled();
      world.probe.kill("radio");
      world.pass(Duration.ofMinutes(2));
      for (int i = 0; i < 15; i++) {
        world.probe.kill("tower");
        world.pass(Duration.ofMinutes(2));
        world.probe.revive("tower");
        world.pass(Duration.ofMinutes(2));
      }
      assertEquals(List.of(Kind.DOWN), world.listener.told("radio"));
    }
  }

  @Test
  @DisplayName("quality that keeps changing is flapping too")
  void quality() {
    try (World world = new World().with(device("a")).settled()) {
      for (int i = 0; i < 12; i++) {
        world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
        world.pass(Duration.ofMinutes(4));
        world.probe.reset("a");
        world.pass(Duration.ofMinutes(4));
      }
      assertTrue(world.status("a").flapping());
      List<Announcement> told = world.listener.announcements("a");
      Announcement first =
          told.stream().filter(is -> is.kind() == Kind.FLAPPING).findFirst().orElseThrow();
      assertEquals(DeviceState.DEGRADED, first.state());
      world.pass(Duration.ofHours(1));
      assertPaired(world.listener.announcements("a"));
    }
  }

  @Test
  @DisplayName("rules without flapping settle a flapping device at its next outcome, and say so")
  void switchedOff() {
    ReachabilityOverrides overrides = new ReachabilityOverrides();
    try (World world = new World(is -> is.overrides(overrides)).with(device("a")).settled()) {
      cycles(world, 10);
      assertTrue(world.status("a").flapping());
      overrides.set("a", ReachabilityPolicy.defaults().flapping(FlappingPolicy.never()));
      world.passSeconds(31);
      assertFalse(world.status("a").flapping());
      assertTrue(world.listener.told("a").contains(Kind.SETTLED));
      int told = world.listener.told("a").size();
      cycles(world, 10);
      List<Kind> after = world.listener.told("a").subList(told, told + 20);
      assertTrue(OF_OUTAGES.containsAll(after), after.toString());
      assertPaired(world.listener.announcements("a"));
    }
  }

  @Test
  @DisplayName("flapping survives a restart: no second notice, the digest goes on, then it settles")
  void restart() {
    InMemoryStateLog log = InMemoryStateLog.create();
    World world = new World(is -> is.stateLog(log)).with(device("a")).settled();
    cycles(world, 12);
    assertTrue(world.status("a").flapping());
    List<Announcement> before = world.listener.announcements("a");
    try (World next = world.restartedAfter(Duration.ofSeconds(70))) {
      next.passSeconds(5);
      assertTrue(next.status("a").flapping());
      next.pass(Duration.ofHours(2));
      assertFalse(next.status("a").flapping());
      List<Announcement> all = new ArrayList<>(before);
      all.addAll(next.listener.announcements("a"));
      List<Kind> kinds = all.stream().map(Announcement::kind).toList();
      assertEquals(1, kinds.stream().filter(Kind.FLAPPING::equals).count(), kinds.toString());
      assertEquals(1, kinds.stream().filter(Kind.SETTLED::equals).count(), kinds.toString());
      assertEquals(Kind.STILL_FLAPPING, next.listener.told("a").get(0));
      assertPaired(all);
    }
  }

  @Test
  @DisplayName(
      "a flapping device that is not asked any more is not flapping when it is asked again")
  void notAsked() {
    try (World world = new World().with(device("a")).settled()) {
      cycles(world, 12);
      assertTrue(world.status("a").flapping());
      world.inventory.change(Device.named("a").build());
      world.pass(Duration.ofMinutes(1));
      assertFalse(world.status("a").flapping());
      List<Kind> told = world.listener.told("a");
      assertEquals(Kind.WITHDRAWN, told.get(told.size() - 1));
      world.inventory.change(device("a"));
      world.pass(Duration.ofMinutes(30));
      assertEquals(told, world.listener.told("a"));
    }
  }

  @Test
  @DisplayName("a flapping device that is cut off by its tower says nothing till it is back")
  void cutOff() {
    World world = new World().with(device("tower"), device("a", "tower"));
    try (world) {
      world.settled();
      cycles(world, 12);
      assertTrue(world.status("a").flapping());
      world.probe.kill("tower");
      world.passSeconds(70);
      int told = world.listener.told("a").size();
      world.pass(Duration.ofMinutes(18));
      assertEquals(DeviceState.UNREACHABLE, world.state("a"));
      assertEquals(told, world.listener.told("a").size(), world.listener.told("a").toString());
    }
  }

  /** The next question to a device goes unanswered, and no other. */
  static void loseOne(World world, String id) {
    world.probe.set(
        id,
        (deadline, later, outcome) -> {
          world.probe.reset(id);
          ScriptedProbe.silent().take(deadline, later, outcome);
        });
  }

  /** Dead for a minute, alive for four. */
  private static void cycles(World world, int times) {
    for (int i = 0; i < times; i++) {
      world.probe.kill("a");
      world.passSeconds(60);
      world.probe.revive("a");
      world.passSeconds(240);
    }
  }

  private static void flapUntilKnown(World world) {
    while (!world.status("a").flapping()) {
      world.probe.kill("a");
      for (int i = 0; i < 60 && !world.status("a").flapping(); i++) {
        world.passSeconds(1);
      }
      if (!world.status("a").flapping()) {
        world.probe.revive("a");
        world.passSeconds(200);
      }
    }
  }

  private static long downs(List<Kind> told) {
    return told.stream().filter(Kind.DOWN::equals).count();
  }

  private static long recoveries(List<Kind> told) {
    return told.stream().filter(Kind.RECOVERED::equals).count();
  }

  /** Each DOWN has its RECOVERED, of the same outage, and each DEGRADED its end. */
  private static void assertPaired(List<Announcement> told) {
    String open = null;
    boolean degraded = false;
    for (Announcement each : told) {
      switch (each.kind()) {
        case DOWN -> {
          assertNull(open, told.toString());
          assertNotNull(each.outage());
          open = each.outage().id();
        }
        case RECOVERED -> {
          assertNotNull(each.outage(), told.toString());
          assertEquals(open, each.outage().id(), told.toString());
          open = null;
        }
        case DEGRADED -> {
          assertFalse(degraded, told.toString());
          degraded = true;
        }
        case WITHIN_LIMITS -> {
          assertTrue(degraded, told.toString());
          degraded = false;
        }
        default -> {}
      }
    }
    assertNull(open, told.toString());
    assertFalse(degraded, told.toString());
  }
}
