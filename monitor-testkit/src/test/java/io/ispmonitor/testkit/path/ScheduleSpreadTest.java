package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleSpreadTest {

  @Test
  @DisplayName("10,000 devices every 30 s are 333 questions a second, not a burst every 30 s")
  void spread() {
    World world = new World();
    for (int i = 0; i < 10_000; i++) {
      world.with(device("radio-" + i));
    }
    try (world) {
      world.settled();
      Instant from = world.time.instant();
      world.passSeconds(30);
      Map<Long, Long> perSecond =
          world.probe.asked().stream()
              .filter(is -> !is.at().isBefore(from))
              .collect(
                  Collectors.groupingBy(is -> is.at().getEpochSecond(), Collectors.counting()));
      perSecond.forEach(
          (second, count) -> assertTrue(count < 420, count + " questions in second " + second));
      assertEquals(10_000.0, (double) perSecond.values().stream().mapToLong(is -> is).sum(), 20.0);
    }
  }

  @Test
  @DisplayName("the phase of a device is the same after a restart")
  void stablePhase() {
    Map<String, Long> first = phases(Instant.parse("2026-03-01T12:00:00Z"));
    Map<String, Long> second = phases(Instant.parse("2026-03-02T07:13:21.123Z"));
    first.forEach(
        (id, phase) -> {
          long difference = Math.abs(phase - second.get(id));
          assertTrue(
              difference <= 10 || difference >= 29_990, id + ": " + phase + " " + second.get(id));
        });
  }

  private static Map<String, Long> phases(Instant start) {
    ManualTime time = ManualTime.startingAt(start);
    Inventory inventory = new Inventory();
    for (int i = 0; i < 50; i++) {
      inventory.add(device("d" + i));
    }
    try (ScriptedProbe probe = ScriptedProbe.in(time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(probe, Schedule.every(Duration.ofSeconds(30)))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(2));
      Map<String, Long> phases = new HashMap<>();
      inventory
          .devices()
          .forEach(
              is -> {
                List<Instant> asked = probe.asked(is.id());
                phases.put(is.id(), asked.get(asked.size() - 1).toEpochMilli() % 30_000);
              });
      return phases;
    }
  }

  @Test
  @DisplayName(
      "after the first pass there is no long silence: each is asked again within 1.5 intervals")
  void noQuietAfterTheStart() {
    for (int devices : new int[] {50, 40_000}) {
      World world = new World();
      for (int i = 0; i < devices; i++) {
        world.with(device("radio-" + i));
      }
      try (world) {
        world.monitor.start();
        world.passSeconds(100);
        for (int i = 0; i < devices; i += devices / 50) {
          List<Instant> asked = world.probe.asked("radio-" + i);
          assertTrue(asked.size() >= 3, "radio-" + i + " " + asked);
          for (int k = 1; k < asked.size(); k++) {
            long gap = Duration.between(asked.get(k - 1), asked.get(k)).toMillis();
            assertTrue(gap <= 45_100, gap + " ms between questions to radio-" + i);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("a restart of 10,000 devices is no storm: at most 1,000 new questions a second")
  void startIsNoStorm() {
    World world = new World();
    for (int i = 0; i < 10_000; i++) {
      world.with(device("radio-" + i));
    }
    try (world) {
      world.monitor.start();
      world.passSeconds(1);
      assertTrue(world.probe.asked().size() <= 1_100, "asked " + world.probe.asked().size());
      world.passSeconds(10);
      assertTrue(world.probe.asked().size() >= 10_000, "but all within ten seconds");
    }
  }

  @Test
  @DisplayName(
      "whose first question a pause held up is asked soon, not an hour later with the rest")
  void firstQuestionsAfterAPause() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    Inventory inventory = new Inventory();
    for (int i = 0; i < 5_000; i++) {
      inventory.add(device("meter-" + i));
    }
    try (ScriptedProbe probe = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(probe, Schedule.every(Duration.ofHours(1)))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofSeconds(1));
      time.pause(Duration.ofSeconds(20));
      int before = probe.asked().size();
      time.advance(Duration.ofSeconds(1));
      assertTrue(probe.asked().size() - before <= 1_100, "asked " + probe.asked().size());
      time.advance(Duration.ofSeconds(5));
      assertEquals(5_000, probe.asked().size());
    }
  }

  @Test
  @DisplayName("at most one question is open for a device, however often it is asked for")
  void oneOpenQuestion() {
    World world = new World().with(device("a"));
    try (world) {
      world.settled();
      int[] open = {0};
      int[] most = {0};
      world.probe.set(
          "a",
          (deadline, later, outcome) -> {
            most[0] = Math.max(most[0], ++open[0]);
            later.after(
                Duration.ofMillis(800),
                () -> {
                  open[0]--;
                  ScriptedProbe.answersAfter(Duration.ZERO).take(deadline, later, outcome);
                });
          });
      for (int i = 0; i < 100; i++) {
        world.monitor.askNow("a");
        world.pass(Duration.ofMillis(100));
      }
      assertEquals(1, most[0]);
      assertFalse(world.probe.asked("a").size() < 10, "asked again and again");
    }
  }

  @Test
  @DisplayName("a device may have an interval of its own")
  void ownInterval() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    try (ScriptedProbe probe = ScriptedProbe.in(time);
        Monitor monitor =
            Monitor.builder()
                .device(device("normal"))
                .device(device("core"))
                .probe(
                    probe,
                    Schedule.every(Duration.ofSeconds(30))
                        .perDevice(is -> is.id().equals("core") ? Duration.ofSeconds(5) : null))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(10));
      assertEquals(20, probe.asked("normal").size(), 1);
      assertEquals(120, probe.asked("core").size(), 1);
    }
  }

  @Test
  @DisplayName("a probe that holds the loop up again and again leaves nobody unasked for long")
  void nobodyIsStarved() {
    World world = new World();
    for (int i = 0; i < 60; i++) {
      world.with(device("d" + i));
    }
    world.with(device("slow"));
    // Nine seconds of each interval are lost in one call, always at the same phase.
    world.probe.set(
        "slow",
        (deadline, later, outcome) -> {
          world.time.pause(Duration.ofSeconds(9));
          ScriptedProbe.answersAfter(Duration.ZERO).take(deadline, later, outcome);
        });
    try (world) {
      world.settled();
      int before = world.probe.asked().size();
      world.pass(Duration.ofMinutes(10));
      for (int i = 0; i < 60; i++) {
        String id = "d" + i;
        assertTrue(world.probe.asked(id).size() >= 8, id + " " + world.probe.asked(id).size());
      }
      assertTrue(world.probe.asked().size() > before);
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("left out because we were late"), reasons);
    }
  }
}
