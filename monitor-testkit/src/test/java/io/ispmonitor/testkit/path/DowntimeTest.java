package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DowntimeModel;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DowntimeTest {

  @Test
  @DisplayName(
      "a device that is down is asked every 10 s, 30 s, 5 min and 1 h by the age of its outage,"
          + " and at its usual pace as soon as it is back")
  void byAge() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.pass(Duration.ofDays(5).plusHours(5));
      Instant began = outage(world).startedAt();
      assertGaps(10, gaps(world, began.plusSeconds(15), began.plusSeconds(300)));
      assertGaps(30, gaps(world, began.plusSeconds(301), began.plus(Duration.ofHours(12))));
      Instant longOut = began.plus(Duration.ofHours(12)).plusSeconds(30);
      Instant veryLongOut = began.plus(Duration.ofDays(5)).plusSeconds(300);
      assertGaps(300, gaps(world, longOut, began.plus(Duration.ofDays(5))));
      assertGaps(3_600, gaps(world, veryLongOut, world.time.instant()));

      world.probe.revive("a");
      Instant back = world.time.instant();
      while (world.state("a") == DeviceState.DOWN) {
        world.passSeconds(1);
      }
      Instant up = world.time.instant();
      assertTrue(Duration.between(back, up).compareTo(Duration.ofMinutes(61)) < 0);
      world.pass(Duration.ofMinutes(10));
      List<Double> after = gaps(world, up.minusSeconds(2), world.time.instant());
      assertTrue(after.stream().allMatch(is -> is <= 31), after.toString());
      assertEquals(20, after.size(), 2.0);
    }
  }

  @ParameterizedTest(name = "usually every {0} s: {1} s, then {2} s, then {3} s")
  @CsvSource({"5, 5, 30, 300", "30, 10, 30, 300", "60, 10, 30, 300", "600, 10, 30, 300"})
  @DisplayName(
      "the downtime model holds whatever the usual interval is, but is never slow at first")
  void usualInterval(int usual, int first, int second, int third) {
    ManualTime time = ManualTime.startingAt(World.NOON);
    try (ScriptedProbe probe = ScriptedProbe.in(time);
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .probe(probe, Schedule.every(Duration.ofSeconds(usual)))
                .reachability(
                    ReachabilityPolicy.defaults()
                        .downtime(
                            DowntimeModel.every(Duration.ofSeconds(10))
                                .until(Duration.ofMinutes(5))
                                .thenEvery(Duration.ofSeconds(30))
                                .until(Duration.ofHours(1))
                                .thenEvery(Duration.ofMinutes(5))))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofSeconds(2L * usual));
      probe.kill("a");
      time.advance(Duration.ofHours(3));
      Instant began = monitor.status("a").orElseThrow().outage().startedAt();
      List<Instant> asked = probe.asked("a");
      Instant end = began.plus(Duration.ofHours(3)).minusSeconds(2L * usual);
      assertGaps(first, gaps(asked, began.plusSeconds(15), began.plusSeconds(300)));
      assertGaps(second, gaps(asked, began.plusSeconds(301), began.plusSeconds(3_600)));
      assertGaps(third, gaps(asked, began.plusSeconds(3_600 + second), end));
    }
  }

  @Test
  @DisplayName("what is merely unreachable is asked at its usual interval all the time")
  void unreachable() {
    try (World world = new World().with(device("tower"), device("radio", "tower")).settled()) {
      world.probe.kill("tower");
      world.pass(Duration.ofHours(13));
      Instant began = outage(world, "tower").startedAt();
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      List<Double> gaps =
          gaps(world.probe.asked("radio"), began.plusSeconds(60), world.time.instant());
      assertTrue(gaps.stream().allMatch(is -> is >= 29 && is <= 31), gaps.toString());
    }
  }

  @Test
  @DisplayName("a device may have a downtime model of its own, and lose it again while it is down")
  void ofItsOwn() {
    ReachabilityOverrides overrides = new ReachabilityOverrides();
    overrides.set(
        "vip", ReachabilityPolicy.defaults().downtime(DowntimeModel.every(Duration.ofSeconds(5))));
    try (World world = new World(is -> is.overrides(overrides)).with(device("vip"), device("a"))) {
      world.settled();
      world.probe.kill("vip").kill("a");
      world.pass(Duration.ofMinutes(20));
      Instant began = outage(world, "vip").startedAt();
      assertGaps(5, gaps(world.probe.asked("vip"), began.plusSeconds(15), world.time.instant()));
      assertGaps(30, gaps(world.probe.asked("a"), began.plusSeconds(340), world.time.instant()));

      overrides.clear("vip");
      Instant cleared = world.time.instant().plusSeconds(6);
      world.pass(Duration.ofMinutes(10));
      assertGaps(30, gaps(world.probe.asked("vip"), cleared, world.time.instant()));
    }
  }

  @Test
  @DisplayName("5,000 independent devices down at once cost less than a fifth more questions")
  void budget() {
    World world = thousands(5_000);
    try (world) {
      world.settled();
      world.inventory.devices().forEach(is -> world.probe.kill(is.id()));
      int before = world.probe.asked().size();
      world.pass(Duration.ofMinutes(5));
      int asked = world.probe.asked().size() - before;
      int usual = 5_000 * 10;
      assertTrue(asked <= usual * 1.2 + 100, "asked " + asked + " instead of " + usual);
      assertTrue(asked >= usual * 1.1, "the budget is there to be used: " + asked);
      assertEquals(5_000, world.monitor.counts().get(DeviceState.DOWN));
      assertEquals(List.of(), world.monitor.health().reasons(), "many outages are no overload");
    }
  }

  @Test
  @DisplayName(
      "while thousands are down, one more that dies is still confirmed within five seconds")
  void confirmationsFirst() {
    World world = thousands(3_000).with(device("tower"), device("radio", "tower"));
    try (world) {
      world.settled();
      for (int i = 0; i < 3_000; i++) {
        world.probe.kill("d" + i);
      }
      world.pass(Duration.ofMinutes(4));
      assertEquals(3_000, world.monitor.counts().get(DeviceState.DOWN));
      assertEquals(List.of(), world.monitor.health().reasons(), "many outages are no overload");
      world.probe.kill("radio");
      world.passSeconds(40);
      StateChange down = world.listener.changes("radio").get(1);
      assertEquals(DeviceState.DOWN, down.to());
      Duration took = Duration.between(down.evidence().firstUnansweredAt(), down.at());
      assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took.toString());
    }
  }

  @Test
  @DisplayName("however short the budget, no device is asked again sooner than its pace allows")
  void noSoonerThanWanted() {
    World world = thousands(2_000);
    try (world) {
      world.settled();
      Instant began = world.time.instant();
      for (int i = 0; i < 2_000; i++) {
        world.probe.set("d" + i, ScriptedProbe.refused("host unreachable", null));
      }
      world.pass(Duration.ofMinutes(4));
      for (int i = 0; i < 2_000; i++) {
        String id = "d" + i;
        List<Instant> asked = world.probe.asked(id);
        Instant usual = asked.stream().filter(at -> at.isBefore(began)).reduce((x, y) -> y).get();
        for (int k = 1; k < asked.size(); k++) {
          Duration gap = Duration.between(asked.get(k - 1), asked.get(k));
          boolean itsTurn = Duration.between(usual, asked.get(k)).toMillis() % 30_000 < 20;
          assertTrue(itsTurn || gap.toMillis() >= 995, id + " after " + gap + ": " + asked);
        }
      }
    }
  }

  @Test
  @DisplayName("an outage goes on at the pace of its age after a restart")
  void afterRestart() {
    InMemoryStateLog log = InMemoryStateLog.create();
    World world = new World(is -> is.stateLog(log)).with(device("a")).settled();
    world.probe.kill("a");
    world.pass(Duration.ofMinutes(2));
    try (World next = world.restartedAfter(Duration.ofHours(12))) {
      next.pass(Duration.ofHours(1));
      Instant began = next.time.instant().minus(Duration.ofMinutes(50));
      assertEquals(DeviceState.DOWN, next.state("a"));
      assertGaps(300, gaps(next, began, next.time.instant()));
    }
  }

  private static World thousands(int devices) {
    World world = new World();
    for (int i = 0; i < devices; i++) {
      world.with(device("d" + i));
    }
    return world;
  }

  private static Outage outage(World world) {
    return outage(world, "a");
  }

  private static Outage outage(World world, String id) {
    return Objects.requireNonNull(world.status(id).outage());
  }

  private static List<Double> gaps(World world, Instant from, Instant to) {
    return gaps(world.probe.asked("a"), from, to);
  }

  /** The seconds between questions that were both asked within a time. */
  private static List<Double> gaps(List<Instant> asked, Instant from, Instant to) {
    List<Double> gaps = new ArrayList<>();
    Instant last = null;
    for (Instant at : asked) {
      if (at.isBefore(from) || at.isAfter(to)) {
        continue;
      }
      if (last != null) {
        gaps.add(Duration.between(last, at).toNanos() / 1e9);
      }
      last = at;
    }
    return gaps;
  }

  /** All the same, but for the one that the phase of the schedule cuts short. */
  private static void assertGaps(double seconds, List<Double> gaps) {
    assertTrue(gaps.size() >= 3, "too few to tell: " + gaps);
    assertTrue(gaps.stream().allMatch(is -> is <= seconds + 0.1), seconds + " s: " + gaps);
    long shorter = gaps.stream().filter(is -> is < seconds - 0.1).count();
    assertTrue(shorter <= 1, seconds + " s: " + gaps);
  }
}
