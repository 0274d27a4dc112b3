package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.SlowMachine.longestGap;
import static io.ispmonitor.testkit.path.SlowMachine.radio;
import static io.ispmonitor.testkit.path.SlowMachine.tower;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverloadTest {
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  @Test
  @DisplayName("a machine that keeps up stretches nothing, however busy it is")
  void busyIsNotOverloaded() {
    try (SlowMachine machine = new SlowMachine().works(12).passMinutes(10)) {
      assertEquals(0, machine.health(machine.ping).stretched());
      assertEquals(0, machine.health(machine.poll).stretched());
      assertEquals(0, machine.health(machine.ping).missed());
      assertEquals(HealthStatus.HEALTHY, machine.overload().status());
    }
  }

  @Test
  @DisplayName("a dead device that is asked as often as its questions time out is no overload")
  void intervalOfOneTimeout() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    Inventory inventory = new Inventory();
    inventory.add(World.device("a"));
    inventory.add(World.device("b"));
    ScriptedProbe probe = ScriptedProbe.over(inventory, time);
    Schedule schedule = Schedule.every(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(1));
    try (probe;
        Monitor monitor =
            Monitor.builder().inventory(inventory).probe(probe, schedule).time(time).build()) {
      monitor.start();
      time.advance(Duration.ofSeconds(10));
      probe.kill("a");
      for (int minute = 0; minute < 10; minute++) {
        time.advance(Duration.ofMinutes(1));
        assertEquals(HealthStatus.HEALTHY, monitor.health().status(), "" + monitor.health());
      }
      assertEquals(0, monitor.health().probes().get(0).missed());
      assertEquals(0, monitor.health().probes().get(0).stretched());
    }
  }

  @Test
  @DisplayName("polls are stretched first, and while that is enough pings are not")
  void lowFirst() {
    try (SlowMachine machine = new SlowMachine()) {
      machine.works(16).passMinutes(2);
      assertTrue(machine.overload().detail().contains("LOW questions x2"), said(machine));
      machine.passMinutes(10);
      assertTrue(
          machine.health(machine.poll).stretched() > 2_000, "" + machine.health(machine.poll));
      assertEquals(0, machine.health(machine.ping).stretched());
      assertEquals(HealthStatus.DEGRADED, machine.monitor.health().status());
    }
  }

  @Test
  @DisplayName("when that is not enough pings are stretched too, but not those to parents")
  void thenNormalNeverHigh() {
    try (SlowMachine machine = new SlowMachine().works(40).passMinutes(2)) {
      Instant from = machine.time.instant();
      machine.passMinutes(10);
      assertTrue(machine.overload().detail().contains("NORMAL questions x"), said(machine));
      assertTrue(machine.health(machine.ping).stretched() > 0);
      for (int i = 0; i < SlowMachine.TOWERS; i++) {
        Duration gap = longestGap(machine.ping, tower(i), from);
        assertTrue(gap.compareTo(HALF_MINUTE.plusSeconds(1)) < 0, tower(i) + " " + gap);
      }
    }
  }

  @Test
  @DisplayName("no device that is alive is anything but up, however far behind the machine is")
  void nobodyIsFalselyDown() {
    for (int work : new int[] {40, 400}) {
      try (SlowMachine machine = new SlowMachine()) {
        machine.listener.clear();
        machine.works(work).passMinutes(10);
        machine.works(0).passMinutes(10);
        assertEquals(List.of(), machine.listener.changes(), "at " + work + " ms a question");
      }
    }
  }

  @Test
  @DisplayName(
      "a device that dies meanwhile is found, as fast as ever once a question is unanswered")
  void deadDeviceIsFound() {
    for (int work : new int[] {20, 40}) {
      try (SlowMachine machine = new SlowMachine().works(work).passMinutes(5)) {
        machine.listener.clear();
        machine.ping.kill(radio(7));
        machine.passMinutes(4);
        assertEquals(List.of(DeviceState.DOWN), machine.listener.states(radio(7)), "at " + work);
        var down = machine.listener.changes(radio(7)).get(0);
        Instant first = down.evidence().firstUnansweredAt();
        assertTrue(Duration.between(first, down.at()).toMillis() < 5_000, first + " " + down.at());
      }
    }
  }

  @Test
  @DisplayName("a tower that dies meanwhile is the one at fault, and its radios are behind it")
  void deadTowerIsFound() {
    try (SlowMachine machine = new SlowMachine().works(40).passMinutes(5)) {
      machine.listener.clear();
      machine.ping.kill(tower(3));
      machine.passMinutes(6);
      assertEquals(DeviceState.DOWN, machine.state(tower(3)));
      for (int i = 3; i < SlowMachine.RADIOS; i += SlowMachine.TOWERS) {
        assertEquals(DeviceState.UNREACHABLE, machine.state(radio(i)), radio(i));
      }
      assertEquals(101, machine.listener.changes().size());
    }
  }

  @Test
  @DisplayName("one question that proves nothing makes no stretched device unknown")
  void staleLater() {
    try (SlowMachine machine = new SlowMachine().works(60).passMinutes(5)) {
      assertTrue(machine.overload().detail().contains("NORMAL questions x4"), said(machine));
      machine.listener.clear();
      machine.ping.set(radio(5), ScriptedProbe.voided("the buffer overflowed"));
      machine.passMinutes(3);
      assertEquals(List.of(), machine.listener.changes(radio(5)));
      machine.passMinutes(6);
      assertEquals(List.of(DeviceState.UNKNOWN), machine.listener.states(radio(5)));
    }
  }

  @Test
  @DisplayName("every other turn is asked, half of the devices at a time")
  void everyOtherTurn() {
    try (SlowMachine machine = new SlowMachine().works(16).passMinutes(2)) {
      Instant from = machine.time.instant();
      machine.time.advance(HALF_MINUTE);
      Instant to = machine.time.instant();
      long half =
          machine.poll.asked().stream()
              .filter(is -> is.at().isAfter(from) && !is.at().isAfter(to))
              .count();
      assertEquals(505.0, (double) half, 100.0);
      machine.passMinutes(5);
      for (int i = 0; i < 50; i++) {
        Duration gap = longestGap(machine.poll, radio(i), from);
        assertEquals(60_000.0, (double) gap.toMillis(), 1_500.0, radio(i));
      }
    }
  }

  @Test
  @DisplayName(
      "when the load goes everything is asked at its interval again, and nothing is left of it")
  void backToNormal() {
    try (SlowMachine machine = new SlowMachine().works(40).passMinutes(10)) {
      assertEquals(HealthStatus.DEGRADED, machine.overload().status());
      machine.works(1).passMinutes(40);
      assertEquals(HealthStatus.HEALTHY, machine.overload().status(), said(machine));
      Instant from = machine.time.instant();
      long stretched = machine.health(machine.poll).stretched();
      machine.passMinutes(5);
      assertEquals(stretched, machine.health(machine.poll).stretched());
      Duration gap = longestGap(machine.poll, radio(5), from);
      assertEquals(30_000.0, (double) gap.toMillis(), 100.0);
      machine.listener.clear();
    }
  }

  @Test
  @DisplayName("a load that stays does not swing: steps back become rare")
  void noSwinging() {
    try (SlowMachine machine = new SlowMachine().works(16).passMinutes(60)) {
      long missed = machine.health(machine.poll).missed() + machine.health(machine.ping).missed();
      machine.passMinutes(30);
      long later = machine.health(machine.poll).missed() + machine.health(machine.ping).missed();
      assertTrue(later - missed < 300, "left out in half an hour: " + (later - missed));
    }
  }

  @Test
  @DisplayName("one stop of 18 s is no overload")
  void onePause() {
    try (SlowMachine machine = new SlowMachine().works(5)) {
      machine.time.pause(Duration.ofSeconds(18));
      for (int i = 0; i < 60; i++) {
        machine.time.advance(Duration.ofSeconds(1));
        assertEquals(HealthStatus.HEALTHY, machine.overload().status());
      }
      assertEquals(0, machine.health(machine.poll).stretched());
    }
  }

  @Test
  @DisplayName("pauses that keep coming are overload, and a dead device is found in spite of them")
  void pausesThatKeepComing() {
    try (SlowMachine machine = new SlowMachine()) {
      machine.listener.clear();
      machine.ping.kill(radio(7));
      for (int i = 0; i < 300; i++) {
        machine.time.advance(Duration.ofMillis(400));
        machine.time.pause(Duration.ofMillis(600));
      }
      assertTrue(machine.overload().detail().contains("pauses"), said(machine));
      assertEquals(List.of(DeviceState.DOWN), machine.listener.states(radio(7)));
      assertEquals(1, machine.listener.changes().size(), "nobody else");
      machine.passMinutes(20);
      assertEquals(HealthStatus.HEALTHY, machine.overload().status(), said(machine));
    }
  }

  @Test
  @DisplayName("where all pings are high by the host's wish they keep their interval")
  void hostDecides() {
    try (SlowMachine machine =
        new SlowMachine(schedule -> schedule.priority(Priority.HIGH)).works(25).passMinutes(10)) {
      assertEquals(0, machine.health(machine.ping).stretched());
      assertTrue(machine.health(machine.poll).stretched() > 0);
    }
  }

  @Test
  @DisplayName("a device may have a priority of its own, even a parent")
  void ownPriority() {
    try (SlowMachine machine =
        new SlowMachine(
                schedule ->
                    schedule.priorityPerDevice(
                        is ->
                            is.id().equals(tower(0))
                                ? Priority.LOW
                                : is.id().equals(radio(1)) ? Priority.HIGH : null))
            .works(40)
            .passMinutes(3)) {
      Instant from = machine.time.instant();
      machine.passMinutes(10);
      Duration tower = longestGap(machine.ping, tower(0), from);
      Duration radio = longestGap(machine.ping, radio(1), from);
      assertTrue(tower.compareTo(Duration.ofMinutes(3)) > 0, "tower " + tower);
      assertTrue(radio.compareTo(HALF_MINUTE.plusSeconds(1)) < 0, "radio " + radio);
    }
  }

  private static String said(SlowMachine machine) {
    return machine.overload().toString();
  }
}
