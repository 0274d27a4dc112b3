package io.ispmonitor.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.check.InvariantChecker;
import io.ispmonitor.testkit.check.InvariantCheckerBuilder;
import io.ispmonitor.testkit.check.Rule;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import io.ispmonitor.testkit.sim.SimulatedProbe;
import io.ispmonitor.testkit.sim.SimulatedUplink;
import io.ispmonitor.testkit.sim.Simulation;
import io.ispmonitor.testkit.sim.SimulationBuilder;
import io.ispmonitor.testkit.sim.Truth;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A host tries a network of its own. */
class KnownTruthTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Schedule SCHEDULE = Schedule.every(Duration.ofSeconds(30));

  private final Inventory inventory = inventory();
  private final SimulatedNetwork network =
      SimulatedNetwork.over(inventory)
          .uplink(
              new SimulatedUplink(
                  "fibre", "gateway", Set.of("dns-a", "dns-b"), Set.of("core-1", "core-2")))
          .build();

  private static Inventory inventory() {
    Inventory inventory = new Inventory();
    for (String id : new String[] {"gateway", "dns-a", "dns-b", "core-1", "core-2"}) {
      inventory.add(Device.of(id, InetAddress.getLoopbackAddress()));
    }
    for (String id : new String[] {"radio", "customer-1", "customer-2"}) {
      String parent = id.equals("radio") ? "core-1" : "radio";
      inventory.add(
          Device.named(id).address(InetAddress.getLoopbackAddress()).parent(parent).build());
    }
    return inventory;
  }

  private Map<Rule, Long> broken(
      FaultPlan.Builder plan, Maintenance maintenance, UnaryOperator<SimulationBuilder> more) {
    Truth truth = Truth.of(network, plan.build());
    InvariantCheckerBuilder rules =
        InvariantChecker.watching(inventory)
            .asking(SimulatedProbe.NAME, SCHEDULE)
            .truth(KnownTruth.of(truth));
    network.watchedUplinks().forEach(rules::uplink);
    InvariantChecker checker = rules.build();
    SimulationBuilder builder =
        Simulation.of(truth)
            .inventory(inventory)
            .schedule(SCHEDULE)
            .monitor(monitor -> monitor.with(checker).maintenance(maintenance))
            .stopAt(maintenance::nextChange);
    try (Simulation simulation = more.apply(builder).start()) {
      simulation.run(HOUR.multipliedBy(10));
      checker.conclude();
    }
    return checker.counts();
  }

  private static FaultPlan.Builder plan() {
    return FaultPlan.starting(START);
  }

  @Test
  @DisplayName("where chance decides, no verdict is held against the monitor")
  void rain() {
    FaultPlan.Builder plan =
        plan()
            .at(HOUR, HOUR.multipliedBy(4))
            .rainFade("radio", 0.6, Duration.ofMillis(200))
            .at(HOUR.multipliedBy(2), HOUR)
            .rainFade("radio", "core-1", 0.6, Duration.ofMillis(200));
    assertEquals(Map.of(), broken(plan, new Maintenance(), SimulationBuilder::watchUplinks));
  }

  @Test
  @DisplayName("a monitor that watches its uplinks keeps the rules when one is cut")
  void uplinkWatched() {
    FaultPlan.Builder plan = plan().at(HOUR, HOUR).uplinkCut("fibre");
    assertEquals(Map.of(), broken(plan, new Maintenance(), SimulationBuilder::watchUplinks));
  }

  @Test
  @DisplayName("a monitor that was not told of its uplinks blames the innocent, and is found out")
  void uplinkForgotten() {
    FaultPlan.Builder plan = plan().at(HOUR, HOUR).uplinkCut("fibre");
    Map<Rule, Long> broken = broken(plan, new Maintenance(), builder -> builder);
    assertTrue(broken.getOrDefault(Rule.BLAMED_RIGHTLY, 0L) >= 2, broken.toString());
  }

  @Test
  @DisplayName("a device that fails while its uplink is cut is at fault")
  void ownFaultToo() {
    Truth truth =
        Truth.of(
            network,
            plan()
                .at(HOUR, HOUR)
                .uplinkCut("fibre")
                .at(HOUR, HOUR)
                .deviceFailure("core-2")
                .build());
    KnownTruth known = KnownTruth.of(truth);
    Instant then = START.plus(HOUR).plusSeconds(1);
    assertTrue(known.isAtFault("core-2", then));
    assertFalse(known.isAtFault("core-1", then));
    assertFalse(known.isAtFault("radio", then));
  }

  @Test
  @DisplayName("maintenance that is scheduled on the way is known, and its end is not skipped")
  void maintenance() {
    Maintenance maintenance = new Maintenance();
    Instant begins = START.plus(HOUR);
    MaintenanceWindow window =
        new MaintenanceWindow(
            "work",
            Selection.subtree("radio"),
            Timing.fixed(begins, begins.plus(HOUR)),
            "field team",
            "new antenna");
    FaultPlan.Builder plan =
        plan().at(HOUR.plusMinutes(10), HOUR.multipliedBy(5)).deviceFailure("radio");
    Map<Rule, Long> broken =
        broken(
            plan,
            maintenance,
            builder ->
                builder
                    .watchUplinks()
                    .at(START.plusSeconds(600), () -> maintenance.schedule(window)));
    assertEquals(Map.of(), broken);
  }
}
