package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.Phase;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BadProbeTest {

  @Test
  @DisplayName("a probe that throws costs that outcome, and is named in the health report")
  void throwing() {
    try (World world = new World().with(device("a"), device("b"))) {
      world.probe.set("a", ScriptedProbe.throwing(new IllegalStateException("no socket")));
      world.settled();
      assertEquals(DeviceState.UP, world.state("b"));
      assertEquals(DeviceState.UNKNOWN, world.state("a"));
      ProbeHealth health = health(world);
      assertTrue(health.threw() >= 2, health.toString());
      assertEquals(health.threw(), health.broken());
      assertComplains(world, "probe scripted", "threw instead of asking");
      ProbeOutcome outcome = world.listener.outcomes("a").get(0);
      assertTrue(outcome.toString().contains("no socket"), outcome.toString());
    }
  }

  @Test
  @DisplayName(
      "a probe that never answers costs one broken outcome after its deadline, and no more")
  void never() {
    try (World world = new World().with(device("a"), device("b"))) {
      world.probe.set("a", ScriptedProbe.neverAnswers());
      world.settled();
      world.pass(Duration.ofMinutes(5));
      assertEquals(DeviceState.UP, world.state("b"));
      assertEquals(
          DeviceState.UNKNOWN, world.state("a"), "silence of the probe is none of a device");
      ProbeHealth health = health(world);
      assertEquals(world.probe.asked("a").size(), (double) health.neverAnswered(), 1);
      assertComplains(world, "probe scripted", "gave no outcome");
    }
  }

  @Test
  @DisplayName("a second outcome is ignored and counted")
  void twice() {
    try (World world = new World().with(device("a"))) {
      world.probe.set("a", ScriptedProbe.answersTwice());
      world.settled();
      assertEquals(health(world).asked(), world.listener.outcomes("a").size());
      assertEquals(health(world).asked(), health(world).repeated());
      assertComplains(world, "probe scripted", "gave a second outcome");
    }
  }

  @Test
  @DisplayName("an outcome after the question was given up is ignored and counted")
  void late() {
    try (World world = new World().with(device("a"))) {
      world.probe.set(
          "a",
          (deadline, later, outcome) ->
              later.after(
                  Duration.ofSeconds(5),
                  () -> outcome.accept(new ProbeOutcome.Silent(Duration.ofSeconds(5)))));
      world.settled();
      assertTrue(health(world).late() >= 1, health(world).toString());
      assertEquals(0, health(world).silent());
      assertComplains(world, "probe scripted", "gave an outcome too late");
    }
  }

  @Test
  @DisplayName("a probe that hands over null costs a broken outcome")
  void nothing() {
    try (World world = new World().with(device("a"))) {
      world.probe.set("a", (deadline, later, outcome) -> hand(outcome));
      world.settled();
      String outcome = world.listener.outcomes("a").get(0).toString();
      assertTrue(outcome.contains("handed over null"), outcome);
    }
  }

  @SuppressWarnings("NullAway") // this is what is tested
  private static void hand(Consumer<ProbeOutcome> outcome) {
    outcome.accept(null);
  }

  @Test
  @DisplayName("a tower that is down is no reason for the monitor to be anything but healthy")
  void downIsNotUnhealthy() {
    try (World world = new World().with(device("tower"), device("radio", "tower")).settled()) {
      world.probe.kill("tower");
      world.pass(Duration.ofMinutes(5));
      HealthReport health = world.monitor.health();
      assertEquals(HealthStatus.HEALTHY, health.status(), health.reasons().toString());
    }
  }

  @Test
  @DisplayName("STARTING becomes READY once every probe that has devices has had an outcome")
  void ready() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    ScriptedProbe ping = ScriptedProbe.in(time);
    ScriptedProbe data = ScriptedProbe.named("data", Role.DATA, time);
    ScriptedProbe idle = ScriptedProbe.named("idle", Role.DATA, time);
    data.set("a", ScriptedProbe.answersAfter(Duration.ofSeconds(4)));
    try (ping;
        data;
        idle;
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .probe(ping, Schedule.every(Duration.ofSeconds(10)))
                .probe(data, Schedule.every(Duration.ofSeconds(60)).timeout(Duration.ofSeconds(5)))
                .probe(idle, Schedule.every(Duration.ofSeconds(60)).on(is -> false))
                .time(time)
                .build()) {
      assertEquals(Phase.NEW, monitor.health().phase());
      monitor.start();
      time.advance(Duration.ofSeconds(2));
      assertEquals(Phase.STARTING, monitor.health().phase());
      time.advance(Duration.ofSeconds(3));
      assertEquals(Phase.READY, monitor.health().phase());
      monitor.close();
      assertEquals(Phase.CLOSED, monitor.health().phase());
    }
  }

  @Test
  @DisplayName("a data probe never decides about up and down, and rests while a device is down")
  void dataProbe() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    ScriptedProbe ping = ScriptedProbe.in(time);
    ScriptedProbe data = ScriptedProbe.named("data", Role.DATA, time);
    try (ping;
        data;
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .probe(ping, Schedule.every(Duration.ofSeconds(30)))
                .probe(data, Schedule.every(Duration.ofSeconds(30)))
                .time(time)
                .build()) {
      data.kill("a");
      monitor.start();
      time.advance(Duration.ofMinutes(5));
      assertEquals(DeviceState.UP, monitor.status("a").orElseThrow().state());
      ping.kill("a");
      time.advance(Duration.ofMinutes(1));
      int asked = data.asked().size();
      time.advance(Duration.ofMinutes(5));
      assertEquals(asked, data.asked().size(), "rests");
      ping.revive("a");
      time.advance(Duration.ofMinutes(2));
      assertTrue(data.asked().size() > asked, "works again");
    }
  }

  private static void assertComplains(World world, String check, String words) {
    HealthReport health = world.monitor.health();
    assertEquals(HealthStatus.DEGRADED, health.status());
    List<String> reasons = health.reasons();
    assertTrue(
        reasons.stream().anyMatch(is -> is.startsWith(check) && is.contains(words)),
        reasons.toString());
  }

  private static ProbeHealth health(World world) {
    return world.monitor.health().probe("scripted").orElseThrow();
  }
}
