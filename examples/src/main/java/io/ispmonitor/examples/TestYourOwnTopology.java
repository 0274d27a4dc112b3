package io.ispmonitor.examples;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.check.InvariantChecker;
import io.ispmonitor.testkit.check.InvariantCheckerBuilder;
import io.ispmonitor.testkit.check.Violation;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import io.ispmonitor.testkit.sim.SimulatedProbe;
import io.ispmonitor.testkit.sim.SimulatedUplink;
import io.ispmonitor.testkit.sim.Simulation;
import io.ispmonitor.testkit.sim.Truth;
import io.ispmonitor.testkit.trial.KnownTruth;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The idea: an inventory can be tested like code. Break one device after the other in a simulation
 * of the network as it is cabled, and your own way out at last; let a real monitor with your
 * inventory watch it, and a checker finds who was blamed for another one's fault: there a
 * dependency is missing. {@code TopologyTest} beside the other tests does this as a unit test.
 */
public final class TestYourOwnTopology {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final Duration BROKEN = Duration.ofMinutes(20);

  private TestYourOwnTopology() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Inventory asEntered = asCabled();
    asEntered.move("radio-2", List.of()); // somebody forgot on which tower it is
    out.println("as it was entered:");
    violations(asEntered, asCabled()).forEach(is -> out.println("  " + is));

    out.println("as it is cabled:");
    out.println("  " + violations(asCabled(), asCabled()).size() + " violations");
  }

  /** Your own inventory comes from your own source; this is that of a small provider. */
  static Inventory asCabled() {
    Inventory inventory = new Inventory();
    inventory.add(device("gateway").build());
    inventory.add(device("dns-a").build());
    inventory.add(device("dns-b").build());
    inventory.add(device("pop").build());
    inventory.add(device("tower").parent("pop").build());
    inventory.add(device("radio-1").parent("tower").build());
    inventory.add(device("radio-2").parent("tower").build());
    inventory.add(device("customer").parent("radio-2").build());
    return inventory;
  }

  /** What a monitor with this inventory gets wrong while each device of the cabled one breaks. */
  static List<Violation> violations(Inventory inventory, Inventory cabled) {
    SimulatedNetwork network = SimulatedNetwork.over(cabled).uplink(fibre()).build();
    Truth truth = Truth.of(network, oneAfterTheOther(network));
    Schedule schedule = Schedule.every(Duration.ofSeconds(30));
    InvariantCheckerBuilder rules =
        InvariantChecker.watching(inventory)
            .asking(SimulatedProbe.NAME, schedule)
            .truth(KnownTruth.of(truth));
    network.watchedUplinks().forEach(rules::uplink);
    InvariantChecker checker = rules.build();
    try (Simulation simulation =
        Simulation.of(truth)
            .inventory(inventory)
            .schedule(schedule)
            .watchUplinks()
            .monitor(monitor -> monitor.with(checker))
            .start()) {
      simulation.run(BETWEEN.multipliedBy(network.devices().size() + 2L));
      checker.conclude();
    }
    return checker.violations();
  }

  private static FaultPlan oneAfterTheOther(SimulatedNetwork network) {
    FaultPlan.Builder plan = FaultPlan.starting(START);
    Duration at = Duration.ZERO;
    for (Device device : network.devices()) {
      at = at.plus(BETWEEN);
      plan.at(at, BROKEN).deviceFailure(device.id());
    }
    return plan.at(at.plus(BETWEEN), BROKEN).uplinkCut(fibre().name()).build();
  }

  /** How the monitoring machine reaches the network, and who outside tells that it does. */
  private static SimulatedUplink fibre() {
    return new SimulatedUplink("fibre", "gateway", Set.of("dns-a", "dns-b"), Set.of("pop"));
  }

  private static Device.Builder device(String id) {
    return Device.named(id).address(InetAddress.getLoopbackAddress());
  }
}
