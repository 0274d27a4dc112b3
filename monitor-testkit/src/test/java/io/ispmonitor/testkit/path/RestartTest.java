package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartTest {
  private final InMemoryStateLog log = InMemoryStateLog.create();

  private World world() {
    return new World(is -> is.stateLog(log));
  }

  private World towerWithRadios() {
    World world = world().with(device("pop"), device("tower", "pop"), device("lone"));
    for (int i = 0; i < 5; i++) {
      world.with(device("radio-" + i, "tower"));
    }
    return world.settled();
  }

  @ParameterizedTest(name = "away for {0} s")
  @ValueSource(longs = {5, 180, 3_600, 259_200})
  @DisplayName("every device stands as it stood, since when it stood so, and nothing is said again")
  void asBefore(long away) {
    World before = towerWithRadios().with(device("slow"));
    before.probe.set("slow", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
    before.probe.kill("tower").kill("lone");
    before.pass(Duration.ofMinutes(5));
    List<DeviceStatus> statuses = before.monitor.statuses();
    try (World after = before.restartedAfter(Duration.ofSeconds(away))) {
      after.pass(Duration.ofMillis(500));
      for (DeviceStatus was : statuses) {
        DeviceStatus is = after.status(was.device().id());
        assertEquals(was.state(), is.state(), was.device().id());
        assertEquals(was.since(), is.since(), was.device().id());
        assertEquals(was.outage(), is.outage());
        assertEquals(was.evidence(), is.evidence());
      }
      after.pass(Duration.ofMinutes(10));
      assertEquals(List.of(), after.listener.changes());
      assertEquals(List.of(), after.listener.announcements());
      assertEquals(DeviceState.DEGRADED, after.state("slow"));
      assertEquals(DeviceState.DOWN, after.state("tower"));

      after.probe.revive("tower").revive("lone").reset("slow");
      after.pass(Duration.ofMinutes(20));
      assertEquals(List.of(Kind.RECOVERED), after.listener.told("tower"));
      assertEquals(List.of(Kind.RECOVERED), after.listener.told("lone"));
      assertEquals(List.of(Kind.WITHIN_LIMITS), after.listener.told("slow"));
      assertEquals(3, after.listener.announcements().size());
      assertEquals(9, after.monitor.counts().get(DeviceState.UP));
    }
  }

  @Test
  @DisplayName("since when it stands so is not when the root of the same outage was found")
  void sinceBeforeTheRootWasFound() {
    World before = towerWithRadios();
    before.probe.set("pop", ScriptedProbe.voided("receive buffer overflowed"));
    before.probe.set("tower", ScriptedProbe.silent());
    before.probe.set("radio-0", ScriptedProbe.silent());
    before.pass(Duration.ofMinutes(3));
    assertEquals("tower", before.status("radio-0").rootCause());
    before.probe.kill("pop");
    before.pass(Duration.ofMinutes(3));
    DeviceStatus was = before.status("radio-0");
    assertEquals("pop", was.rootCause());
    assertTrue(was.since().isBefore(before.listener.changes("radio-0").get(2).at()));
    try (World after = before.restartedAfter(Duration.ofMinutes(5))) {
      after.pass(Duration.ofMillis(500));
      assertEquals(was.since(), after.status("radio-0").since());
      assertEquals(was.outage(), after.status("radio-0").outage());
    }
  }

  @Test
  @DisplayName("a death during the absence is found after one full pass, with the root right")
  void deathMeanwhile() {
    World before = towerWithRadios();
    before.probe.kill("tower");
    try (World after = before.restartedAfter(Duration.ofHours(3))) {
      Instant started = after.time.instant();
      after.pass(Duration.ofMinutes(3));
      assertEquals(List.of(Kind.DOWN), after.listener.told("tower"));
      assertEquals(1, after.listener.announcements().size());
      Announcement down = after.listener.announcements("tower").get(0);
      assertTrue(!down.since().isBefore(started), down.toString());
      assertTrue(Duration.between(started, down.at()).toSeconds() <= 100, down.toString());
      for (int i = 0; i < 5; i++) {
        assertEquals(DeviceState.UNREACHABLE, after.state("radio-" + i));
        assertEquals("tower", after.status("radio-" + i).rootCause());
      }
      Instant lastAnswer = down.evidence().lastAnswerAt();
      assertNotNull(lastAnswer);
    }
  }

  @Test
  @DisplayName("nobody is blamed before all were asked once")
  void oneFullPass() {
    World before = world();
    for (int i = 0; i < 500; i++) {
      before.with(device("d" + i));
    }
    before.settled();
    before.probe.kill("d1");
    try (World after = before.restartedAfter(Duration.ofMinutes(20))) {
      int asked = after.probe.asked().size();
      while (after.listener.announcements().isEmpty()) {
        after.pass(Duration.ofMillis(200));
      }
      long looked =
          after.probe.asked().stream()
              .skip(asked)
              .map(ScriptedProbe.Asked::device)
              .distinct()
              .count();
      assertEquals(500, looked);
      assertEquals(List.of(Kind.DOWN), after.listener.told("d1"));
    }
  }

  @Test
  @DisplayName("a recovery during the absence is announced once, its radios are back too")
  void recoveryMeanwhile() {
    World before = towerWithRadios();
    before.probe.kill("tower");
    before.pass(Duration.ofMinutes(2));
    Outage outage = before.status("tower").outage();
    before.probe.revive("tower");
    try (World after = before.restartedAfter(Duration.ofDays(2))) {
      after.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.RECOVERED), after.listener.told("tower"));
      assertEquals(1, after.listener.announcements().size());
      assertEquals(outage, after.listener.announcements("tower").get(0).outage());
      assertEquals(8, after.monitor.counts().get(DeviceState.UP));
    }
  }

  @Test
  @DisplayName("a radio that was down when its tower lived stays at fault when the tower dies too")
  void towerDiesMeanwhile() {
    World before = towerWithRadios();
    before.pass(Duration.ofDays(1));
    before.probe.kill("radio-1");
    before.pass(Duration.ofMinutes(5));
    Outage own = before.status("radio-1").outage();
    before.probe.kill("tower");
    try (World after = before.restartedAfter(Duration.ofMinutes(1))) {
      after.pass(Duration.ofMinutes(3));
      assertEquals(List.of(Kind.DOWN), after.listener.told("tower"));
      assertEquals(own, after.status("radio-1").outage());
      assertEquals(DeviceState.DOWN, after.state("radio-1"));
      assertEquals(List.of(), after.listener.told("radio-1"));
    }
  }

  @Test
  @DisplayName("an outage with one of two answers ends with the next one")
  void confirmationGoesOn() {
    World before = world().with(device("a")).settled();
    before.probe.kill("a");
    before.pass(Duration.ofMinutes(2));
    before.probe.revive("a");
    int asked = before.probe.asked("a").size();
    while (before.probe.asked("a").size() == asked) {
      before.pass(Duration.ofMillis(10));
    }
    before.pass(Duration.ofMillis(100));
    assertEquals(DeviceState.DOWN, before.state("a"));
    try (World after = before.restartedAfter(Duration.ofSeconds(10))) {
      asked = after.probe.asked("a").size();
      after.time.settle();
      while (after.state("a") == DeviceState.DOWN) {
        after.pass(Duration.ofMillis(10));
      }
      assertEquals(asked + 1, after.probe.asked("a").size());
      after.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.RECOVERED), after.listener.told("a"));
    }
  }

  @ParameterizedTest(name = "alive again: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "amid three misses: what went unanswered days ago and what does now are not in a row")
  void amidMisses(boolean alive) {
    World before = world().with(device("a")).settled();
    before.probe.kill("a");
    while (before.status("a").unconfirmed() < 2) {
      before.pass(Duration.ofMillis(10));
    }
    if (alive) {
      before.probe.revive("a");
    }
    try (World after = before.restartedAfter(Duration.ofDays(3))) {
      FlappingTest.loseOne(after, "a");
      Instant started = after.time.instant();
      after.pass(Duration.ofMinutes(3));
      if (alive) {
        assertEquals(List.of(), after.listener.changes());
      } else {
        StateChange down = after.listener.changes("a").get(0);
        assertEquals(DeviceState.DOWN, down.to());
        assertTrue(!down.outage().startedAt().isBefore(started), down.toString());
        assertEquals(List.of(Kind.DOWN), after.listener.told("a"));
      }
    }
  }

  @Test
  @DisplayName("a device that left the inventory meanwhile is withdrawn after five minutes, once")
  void leftTheInventory() {
    World before = towerWithRadios();
    before.probe.kill("lone").kill("tower");
    before.pass(Duration.ofMinutes(2));
    Outage outage = before.status("lone").outage();
    before.monitor.close();
    before.inventory.remove("lone");
    try (World after = before.restartedAfter(Duration.ofHours(1))) {
      after.passSeconds(290);
      assertEquals(List.of(), after.listener.announcements());
      after.passSeconds(20);
      assertEquals(List.of(Kind.WITHDRAWN), after.listener.told("lone"));
      assertEquals(outage, after.listener.announcements("lone").get(0).outage());
      assertEquals(7, after.monitor.counts().values().stream().mapToInt(is -> is).sum());
      World next = after.restartedAfter(Duration.ofHours(1));
      next.pass(Duration.ofMinutes(10));
      assertEquals(List.of(), next.listener.announcements());
      next.monitor.close();
    }
  }

  @Test
  @DisplayName("a device added soon after the start goes on where it was")
  void addedAfterTheStart() {
    World before = world().with(device("a"), device("b")).settled();
    before.probe.kill("a");
    before.pass(Duration.ofMinutes(2));
    Outage outage = before.status("a").outage();
    before.monitor.close();
    before.inventory.remove("a");
    try (World after = before.restartedAfter(Duration.ofMinutes(1))) {
      after.passSeconds(200);
      after.with(device("a"));
      after.pass(Duration.ofMinutes(10));
      assertEquals(outage, after.status("a").outage());
      assertEquals(List.of(), after.listener.announcements());
    }
  }

  @Test
  @DisplayName("a root that left the inventory meanwhile: what was behind it is judged anew")
  void rootLeft() {
    World before = world().with(device("tower"), device("radio", "tower")).settled();
    before.probe.kill("tower");
    before.pass(Duration.ofMinutes(2));
    before.monitor.close();
    before.inventory.move("radio", List.of());
    before.inventory.remove("tower");
    before.probe.kill("radio");
    try (World after = before.restartedAfter(Duration.ofMinutes(1))) {
      after.pass(Duration.ofMinutes(10));
      assertEquals(DeviceState.DOWN, after.state("radio"));
      assertNull(after.status("radio").rootCause());
      assertEquals(List.of(Kind.DOWN), after.listener.told("radio"));
      assertEquals(List.of(Kind.WITHDRAWN), after.listener.told("tower"));
    }
  }

  @Test
  @DisplayName("a device that was removed and comes back under the next monitor begins anew")
  void removedBefore() {
    World before = world().with(device("a")).settled();
    before.probe.kill("a");
    before.pass(Duration.ofMinutes(2));
    before.inventory.remove("a");
    before.passSeconds(10);
    World next = before.restartedAfter(Duration.ofMinutes(1));
    try (next) {
      next.pass(Duration.ofMinutes(10));
      assertEquals(List.of(), next.listener.announcements());
      next.probe.revive("a");
      next.with(device("a")).pass(Duration.ofMinutes(1));
      assertEquals(List.of(DeviceState.UP), next.listener.states("a"));
      assertNull(next.listener.changes("a").get(0).outage());
    }
  }

  @Test
  @DisplayName("a restart while we are cut off: still UNKNOWN, and the outage from before goes on")
  void cutOff() {
    Uplink uplink = Uplink.named("fibre").witness("up-1").witness("up-2").build();
    World before = new World(is -> is.stateLog(log).uplink(uplink));
    before.with(device("up-1"), device("up-2"), device("a"), device("b")).settled();
    before.probe.kill("b");
    before.pass(Duration.ofMinutes(2));
    Outage outage = before.status("b").outage();
    before.probe.kill("up-1").kill("up-2").kill("a");
    before.pass(Duration.ofMinutes(2));
    assertEquals(DeviceState.UNKNOWN, before.state("a"));
    Isolation told = before.listener.isolations().get(0);
    try (World after = before.restartedAfter(Duration.ofMinutes(5))) {
      after.pass(Duration.ofMinutes(5));
      assertEquals(List.of(), after.listener.isolations(), "said before");
      assertEquals(told.since(), after.monitor.isolations().get(0).since());
      assertEquals(DeviceState.UNKNOWN, after.state("a"));
      assertEquals(outage, after.status("b").outage());
      assertEquals(1, after.monitor.isolations().size());
      after.probe.revive("up-1").revive("up-2").revive("a");
      after.pass(Duration.ofMinutes(5));
      assertEquals(DeviceState.UP, after.state("a"));
      assertEquals(DeviceState.DOWN, after.state("b"));
      assertEquals(List.of(), after.listener.announcements());
      assertEquals(1, after.listener.isolations().size(), "its end");
      assertNotNull(after.listener.isolations().get(0).until());
      after.probe.revive("b");
      after.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.RECOVERED), after.listener.told("b"));
      assertEquals(outage.id(), after.listener.announcements("b").get(0).outage().id());
    }
  }

  @Test
  @DisplayName("a state log that cannot be read costs the memory, not the start, and is reported")
  void unreadable() {
    StateLog broken =
        latest(
            () -> {
              throw new IllegalStateException("relation does not exist");
            });
    try (World world = new World(is -> is.stateLog(broken)).with(device("a")).settled()) {
      assertEquals(DeviceState.UP, world.state("a"));
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("relation does not exist"), reasons);
    }
  }

  @Test
  @DisplayName("a state log that hangs is waited for no longer than stuckAfter")
  void hanging() {
    CountDownLatch never = new CountDownLatch(1);
    StateLog hangs =
        latest(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            });
    World world = new World(is -> is.stateLog(hangs).stuckAfter(Duration.ofMillis(100)));
    try (world) {
      world.with(device("a")).settled();
      assertEquals(DeviceState.UP, world.state("a"));
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("was not read within PT0.1S"), reasons);
    } finally {
      never.countDown();
    }
  }

  private StateLog latest(Supplier<Collection<StateChange>> latest) {
    return new StateLog() {
      @Override
      public long append(StateChange change, FencingToken token) {
        return log.append(change, token);
      }

      @Override
      public long note(String device, Progress progress, FencingToken token) {
        return log.note(device, progress, token);
      }

      @Override
      public long acceptedThrough() {
        return log.acceptedThrough();
      }

      @Override
      public Collection<StateChange> latest() {
        return latest.get();
      }

      @Override
      public List<StateChange> read(String device, Instant from, Instant to) {
        return log.read(device, from, to);
      }
    };
  }

  @Test
  @DisplayName("a parent that dies during the absence does not take over an older outage behind it")
  void olderOutageBehindAParentThatDies() {
    World before = world().with(device("pop"), device("tower", "pop"), device("radio", "tower"));
    before.settled().pass(Duration.ofMinutes(10));
    before.probe.kill("radio");
    before.pass(Duration.ofMinutes(5));
    Outage own = before.status("radio").outage();
    before.probe.kill("tower");
    try (World after = before.restartedAfter(Duration.ofMinutes(1))) {
      Instant started = after.time.instant();
      after.pass(Duration.ofMinutes(10));
      assertEquals(List.of(Kind.DOWN), after.listener.told("tower"));
      assertEquals(List.of(), after.listener.told("radio"));
      assertEquals(own, after.status("radio").outage());
      assertTrue(!after.status("tower").outage().startedAt().isBefore(started));
    }
  }

  @Test
  @DisplayName("a schedule that cannot say at the start whom it asks withdraws nothing")
  void undecidedSchedule() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    Inventory inventory = new Inventory();
    inventory.add(device("a"));
    ScriptedProbe probe = ScriptedProbe.over(inventory, time);
    AtomicBoolean fails = new AtomicBoolean();
    Schedule schedule =
        Schedule.every(World.INTERVAL)
            .on(
                device -> {
                  if (fails.get()) {
                    throw new IllegalStateException("the customer database is not up yet");
                  }
                  return true;
                });
    for (boolean again : new boolean[] {false, true}) {
      RecordingListener listener = new RecordingListener();
      try (Monitor monitor =
          Monitor.builder()
              .inventory(inventory)
              .probe(probe, schedule)
              .stateLog(log)
              .listener(listener)
              .time(time)
              .build()) {
        fails.set(again);
        monitor.start();
        time.advance(Duration.ofMinutes(2));
        assertEquals(again ? DeviceState.DOWN : DeviceState.UP, stateOf(monitor));
        probe.kill("a");
        fails.set(false);
        time.advance(Duration.ofMinutes(5));
        assertEquals(DeviceState.DOWN, stateOf(monitor));
        assertEquals(again ? List.of() : List.of(Kind.DOWN), listener.told("a"));
      }
    }
    probe.close();
  }

  private static DeviceState stateOf(Monitor monitor) {
    return monitor.status("a").orElseThrow().state();
  }
}
