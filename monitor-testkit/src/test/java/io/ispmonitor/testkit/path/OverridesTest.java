package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.metric.Debouncer;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private final ReachabilityOverrides overrides = new ReachabilityOverrides();
  private final World world = new World(is -> is.overrides(overrides));

  @Test
  @DisplayName("a device goes down after as many misses as its own rules say, others as before")
  void downAfter() {
    overrides.set("a", ReachabilityPolicy.defaults().downAfter(6));
    try (world) {
      world.with(device("a"), device("b")).settled();
      world.probe.kill("a").kill("b");
      world.pass(Duration.ofMinutes(1));
      assertEquals(6, world.listener.changes("a").get(1).evidence().unanswered());
      assertEquals(3, world.listener.changes("b").get(1).evidence().unanswered());
    }
  }

  @Test
  @DisplayName("rules set while a device is silent hold from its next outcome on")
  void setInTheMiddle() {
    try (world) {
      world.with(device("a")).settled();
      world.probe.kill("a");
      passUntilSilent(1);
      overrides.set("a", ReachabilityPolicy.defaults().downAfter(2));
      assertEquals(DeviceState.UP, world.state("a"));
      passUntilSilent(2);
      assertEquals(DeviceState.DOWN, world.state("a"));
    }
  }

  @Test
  @DisplayName("rules that are cleared while a device is silent hold no more at its next outcome")
  void clearedInTheMiddle() {
    overrides.set("a", ReachabilityPolicy.defaults().downAfter(50));
    try (world) {
      world.with(device("a")).settled();
      world.probe.kill("a");
      passUntilSilent(10);
      assertEquals(DeviceState.UP, world.state("a"));
      overrides.clear("a");
      passUntilSilent(11);
      assertEquals(DeviceState.DOWN, world.state("a"));
    }
  }

  @Test
  @DisplayName("a device comes back after as many answers as its own rules say")
  void upAfter() {
    overrides.set("a", ReachabilityPolicy.defaults().upAfter(5));
    overrides.set("b", ReachabilityPolicy.defaults().upAfter(1));
    try (world) {
      world.with(device("a"), device("b")).settled();
      world.probe.kill("a").kill("b");
      world.pass(Duration.ofMinutes(1));
      world.listener.clear();
      world.probe.revive("a").revive("b");
      world.pass(Duration.ofMinutes(1));
      String five = world.listener.changes("a").get(0).evidence().reason();
      String one = world.listener.changes("b").get(0).evidence().reason();
      assertEquals("answered 5 questions in a row", five);
      assertEquals("answered 1 questions in a row", one);
    }
  }

  @Test
  @DisplayName("a limit of latency of its own, and back to that of all")
  void latency() {
    ReachabilityPolicy satellite =
        ReachabilityPolicy.defaults().latency(Debouncer.above(1.5, 1.2, 3, 3));
    overrides.set("a", satellite);
    try (world) {
      world.with(device("a"), device("b")).settled();
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      world.probe.set("b", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      world.pass(Duration.ofMinutes(3));
      assertEquals(DeviceState.UP, world.state("a"));
      assertEquals(DeviceState.DEGRADED, world.state("b"));
      overrides.clear("a");
      world.pass(Duration.ofMinutes(3));
      assertEquals(DeviceState.DEGRADED, world.state("a"));
      overrides.set("a", satellite);
      world.pass(Duration.ofMinutes(3));
      assertEquals(DeviceState.UP, world.state("a"));
    }
  }

  @Test
  @DisplayName("a limit of loss of its own")
  void loss() {
    overrides.set("a", ReachabilityPolicy.defaults().loss(Debouncer.above(0.5, 0.4, 1, 1)));
    try (world) {
      world.with(device("a"), device("b")).settled();
      losesEveryThird("a");
      losesEveryThird("b");
      world.pass(Duration.ofMinutes(10));
      assertEquals(DeviceState.UP, world.state("a"));
      assertEquals(DeviceState.DEGRADED, world.state("b"));
    }
  }

  private void losesEveryThird(String id) {
    int[] count = {0};
    world.probe.set(
        id,
        (deadline, later, outcome) ->
            (count[0]++ % 3 == 0
                    ? ScriptedProbe.silent()
                    : ScriptedProbe.answersAfter(Duration.ofMillis(2)))
                .take(deadline, later, outcome));
  }

  private void passUntilSilent(int times) {
    while (silent().size() < times) {
      world.pass(Duration.ofMillis(20));
    }
  }

  private List<ProbeOutcome> silent() {
    return world.listener.outcomes("a").stream()
        .filter(ProbeOutcome.Silent.class::isInstance)
        .toList();
  }
}
