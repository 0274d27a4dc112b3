package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PauseTest {

  private static World thousand() {
    World world = new World();
    for (int i = 0; i < 1_000; i++) {
      world.with(device("d" + i));
    }
    world.settled();
    world.listener.clear();
    return world;
  }

  @Test
  @DisplayName("a process that was stopped for 18 s calls nobody down and voids what was in flight")
  void pauseOfTheProcess() {
    try (World world = thousand()) {
      for (int i = 0; i < 1_000; i++) {
        world.probe.set("d" + i, ScriptedProbe.answersAfter(Duration.ofMillis(900)));
      }
      world.passSeconds(10);
      // What was asked before the stop is lost: nobody was there to take the answers.
      for (int i = 0; i < 1_000; i++) {
        world.probe.set("d" + i, ScriptedProbe.silent());
      }
      world.pass(Duration.ofMillis(500));
      world.listener.clear();
      world.time.pause(Duration.ofSeconds(18));
      for (int i = 0; i < 1_000; i++) {
        world.probe.reset("d" + i);
      }
      world.passSeconds(60);

      assertEquals(List.of(), world.listener.changes());
      assertTrue(health(world).voided() >= 10, "in flight: " + health(world));
      assertEquals(0, health(world).silent());
    }
  }

  @Test
  @DisplayName("after a stop the questions that came due meanwhile are not fired in one burst")
  void noBurst() {
    try (World world = thousand()) {
      Instant stop = world.time.instant();
      int before = world.probe.asked().size();
      world.time.pause(Duration.ofSeconds(18));
      world.pass(Duration.ofMillis(500));
      int burst = world.probe.asked().size() - before;
      // 33.3 a second by the schedule; what is at most a second late is made up for
      assertTrue(burst <= 80, burst + " questions within half a second of " + stop);
      assertTrue(health(world).missed() >= 500, "left to their next turn: " + health(world));
    }
  }

  @Test
  @DisplayName("a step of the wall clock brings no burst, no silence and no change of rhythm")
  void clockStep() {
    try (World world = thousand()) {
      for (Duration step : List.of(Duration.ofHours(3), Duration.ofDays(-40))) {
        int before = world.probe.asked().size();
        world.time.stepWallClock(step);
        world.passSeconds(30);
        int asked = world.probe.asked().size() - before;
        assertTrue(asked > 950 && asked < 1_050, "asked " + asked + " in one interval");
      }
      assertEquals(List.of(), world.listener.changes());
    }
  }

  @Test
  @DisplayName("a silence during which the wall clock stepped is void")
  void clockStepVoids() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      int asked = world.probe.asked("a").size();
      while (world.probe.asked("a").size() == asked) {
        world.pass(Duration.ofMillis(10));
      }
      world.listener.clear();
      world.time.stepWallClock(Duration.ofMinutes(5));
      world.probe.revive("a");
      world.passSeconds(40);
      ProbeOutcome first = world.listener.outcomes("a").get(0);
      assertTrue(first instanceof ProbeOutcome.Void, first.toString());
      assertEquals(List.of(), world.listener.changes("a"));
    }
  }

  @Test
  @DisplayName("a real outage is found after a stop as well")
  void outageAfterPause() {
    try (World world = thousand()) {
      world.time.pause(Duration.ofSeconds(18));
      world.probe.kill("d7");
      world.passSeconds(70);
      assertEquals(List.of(DeviceState.DOWN), world.listener.states("d7"));
      assertEquals(1, world.listener.changes().size());
    }
  }

  private static ProbeHealth health(World world) {
    return world.monitor.health().probe("scripted").orElseThrow();
  }
}
