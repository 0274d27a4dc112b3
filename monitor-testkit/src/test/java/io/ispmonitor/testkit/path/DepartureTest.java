package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.Told;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the state log keeps of devices that leave the inventory. */
class DepartureTest {
  private final InMemoryStateLog log = InMemoryStateLog.create();

  private World world() {
    return new World(is -> is.stateLog(log)).with(device("a"), device("x")).settled();
  }

  private Set<String> kept() {
    return log.latest().stream().map(StateChange::device).collect(Collectors.toSet());
  }

  @Test
  @DisplayName("a device that was removed while it was up begins anew when it comes back")
  void removedWhileUp() {
    World before = world();
    before.inventory.remove("a");
    before.passSeconds(10);
    assertEquals(Set.of("x"), kept());
    try (World world = before.restartedAfter(Duration.ofDays(30))) {
      world.with(device("a"));
      world.probe.kill("a");
      world.time.settle();
      assertEquals(DeviceState.UNKNOWN, world.state("a"));
      assertEquals(Evidence.Basis.NOTHING_HEARD, world.status("a").evidence().basis());
    }
  }

  @Test
  @DisplayName("devices that come and go leave nothing in the log")
  void comeAndGo() {
    try (World world = world()) {
      for (int i = 0; i < 50; i++) {
        world.with(device("cpe-" + i)).passSeconds(40);
        world.inventory.remove("cpe-" + i);
        world.passSeconds(10);
      }
      assertEquals(Set.of("a", "x"), kept());
    }
  }

  @Test
  @DisplayName("a device that left while no monitor ran is forgotten after a while")
  void leftMeanwhile() {
    World before = world();
    before.monitor.close();
    before.inventory.remove("a");
    try (World world = before.restartedAfter(Duration.ofMinutes(10))) {
      world.pass(Duration.ofMinutes(4));
      assertEquals(Set.of("a", "x"), kept(), "it may be late");
      world.pass(Duration.ofMinutes(2));
      assertEquals(Set.of("x"), kept());
      assertEquals(1, world.monitor.counts().get(DeviceState.UP));
      assertEquals(0, world.monitor.counts().get(DeviceState.UNKNOWN));
      assertEquals(List.of(), world.listener.announcements());
    }
  }

  @Test
  @DisplayName("a removal after which nobody was told the end of the trouble is made up for")
  void endNotTold() {
    World before = world();
    before.inventory.remove("a");
    before.pass(Duration.ofMinutes(1));
    before.monitor.close();
    log.append(removedButStillTold(before), new FencingToken("all", 1));
    assertEquals(Set.of("a", "x"), kept());

    World again = new World(is -> is.stateLog(log)).with(device("x")).settled();
    try (again) {
      again.pass(Duration.ofMinutes(6));
      assertEquals(List.of(Kind.WITHDRAWN), again.listener.told("a"));
      assertEquals(Set.of("x"), kept());
    }
  }

  private static StateChange removedButStillTold(World world) {
    Told told = Told.NOTHING.outage(Outage.of("a", World.NOON, 0));
    Progress none = Progress.none(world.time.instant());
    return StateChange.of(
            "a",
            world.time.instant(),
            DeviceState.DOWN,
            DeviceState.UNKNOWN,
            null,
            new Evidence(Evidence.Basis.REMOVED, "removed", 0, null, null, List.of()))
        .with(new Progress(none.at(), none.since(), 0, null, 0, null, null, none.flapping(), told));
  }
}
