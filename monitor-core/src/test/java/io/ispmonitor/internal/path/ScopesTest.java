package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An inventory that is ahead of the roster. */
class ScopesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final SetTime time = new SetTime();
  private final Inventory inventory = new Inventory();
  private final InventoryFeed feed = new InventoryFeed(() -> {});
  private final Rules rules = new Rules(ReachabilityPolicy.defaults(), new ReachabilityOverrides());
  private final Memory memory = new Memory(time, rules);
  private final Past past = new Past(memory);
  private final Uplink fibre = Uplink.named("fibre").witness("witness").build();
  private final Roster roster =
      new Roster(feed, List.of(), new Dependents(List.of(fibre)), past, new Nobody());
  private final JudgeDesk desk = new JudgeDesk(time);
  private final Maintenance maintenance = new Maintenance();
  private final Scopes scopes =
      new Scopes(time, inventory, roster, desk, List.of(fibre), maintenance, past);
  private final Loop loop = new Loop("schedule", time, new LogDesk(), at -> at);
  private final Judge judge;

  ScopesTest() {
    Outputs outputs = new Outputs(time, memory);
    Uplinks uplinks = new Uplinks(List.of(fibre));
    judge =
        new Judge(
            time,
            desk,
            outputs,
            new SeriesRegistry(),
            new Reachability(time, rules, past, uplinks, outputs, request -> true));
    inventory.follow(feed);
    inventory.listen(scopes);
    maintenance.schedule(
        new MaintenanceWindow(
            "w",
            Selection.everything(),
            Timing.fixed(Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600)),
            "field team",
            "new antenna"));
  }

  @Test
  @DisplayName("when as many devices come as go, the new ones are in their window and uplink too")
  void swap() {
    inventory.addAll(List.of(device("old-1"), device("old-2")));
    follow();
    look();
    inventory.sync(List.of(device("new-1"), device("new-2")), 1);
    look();
    follow();
    look();
    for (String id : List.of("new-1", "new-2")) {
      Watched watched = Objects.requireNonNull(roster.find(id));
      assertEquals(List.of("w"), watched.upkeep.inForce());
      assertEquals(1, watched.uplinks.length);
    }
  }

  @Test
  @DisplayName("while the judge takes no more it is tried again in a second, not without pause")
  void fullDesk() {
    boolean room = true;
    while (room) {
      room = desk.submit(any -> {});
    }
    inventory.add(device("a"));
    follow();
    assertEquals(time.now + SECOND, scopes.turn(time.now));
  }

  private void follow() {
    TopologyChange change = roster.follow(loop, time.now, 0);
    if (change != null) {
      change.run(judge);
    }
  }

  private void look() {
    time.now += SECOND;
    scopes.turn(time.now);
    for (JudgeTask task = desk.next(); task != null; task = desk.next()) {
      task.run(judge);
    }
  }

  private static Device device(String id) {
    return Device.named(id).build();
  }

  private static final class Nobody implements Roster.Enrolment {
    @Override
    public void enrol(Asking asking) {}

    @Override
    public void dismiss(Asking asking) {}

    @Override
    public void askAgain(Asking asking) {}

    @Override
    public void rank(Asking asking, Priority priority) {}

    @Override
    public void resolve(Watched watched) {}

    @Override
    public void changed(Watched watched) {}
  }
}
