package io.ispmonitor.testkit.sim;

import static io.ispmonitor.testkit.sim.Village.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SimulationBuilderTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static SimulationBuilder building() {
    return Simulation.of(Village.network().build(), Village.plan().build());
  }

  @Test
  @DisplayName(
      "less than an interval around what happens is refused, in whatever order it was said")
  void around() {
    for (SimulationBuilder builder :
        List.of(
            building().around(INTERVAL.minusSeconds(1), INTERVAL),
            building().around(INTERVAL, INTERVAL.minusSeconds(1)),
            building().around(INTERVAL, INTERVAL).schedule(Schedule.every(minutes(1))),
            building().schedule(Schedule.every(minutes(1))).around(INTERVAL, INTERVAL))) {
      assertThrows(IllegalArgumentException.class, builder::start);
    }
    building().around(INTERVAL, INTERVAL).start().close();
    building().around(minutes(1), minutes(1)).schedule(Schedule.every(minutes(1))).start().close();
  }

  @Test
  @DisplayName("a schedule that is named later does not change what is lived through around")
  void aroundBeforeSchedule() {
    Schedule schedule = Schedule.every(INTERVAL);
    assertEquals(
        skipping(building().schedule(schedule).around(minutes(20), minutes(20))),
        skipping(building().around(minutes(20), minutes(20)).schedule(schedule)));
  }

  private static Duration skipping(SimulationBuilder builder) {
    try (Simulation simulation = builder.start()) {
      return simulation.run(Duration.ofDays(1)).simulated();
    }
  }

  @Test
  @DisplayName("with a long interval, what is lived through by default is long enough for it")
  void longInterval() {
    assertTrue(
        skipping(building().schedule(Schedule.every(minutes(10)))).compareTo(minutes(30)) > 0);
  }

  @Test
  @DisplayName("what is said after the start is refused, and so is a second start")
  void afterStart() {
    SimulationBuilder builder = building();
    try (Simulation simulation = builder.start()) {
      for (Executable late :
          List.<Executable>of(
              () -> builder.at(simulation.time().instant(), () -> {}),
              () -> builder.schedule(Schedule.every(INTERVAL)),
              () -> builder.around(INTERVAL, INTERVAL),
              () -> builder.inventory(new Inventory()),
              () -> builder.onJump(at -> {}),
              builder::withoutSkipping,
              builder::watchUplinks,
              builder::start)) {
        assertThrows(IllegalStateException.class, late);
      }
    }
  }

  @Test
  @DisplayName("the inventory is the one the monitor watches, also after a restart")
  void inventory() {
    Inventory ours = Village.network().build().toInventory();
    ours.remove("cpe-2");
    try (Simulation simulation = building().inventory(ours).start()) {
      assertSame(ours, simulation.inventory());
      simulation.restart(minutes(1));
      simulation.run(minutes(2));
      assertSame(ours, simulation.inventory());
      assertEquals(9, simulation.monitor().counts().get(DeviceState.UP));
    }
    try (Simulation simulation = building().monitor(is -> is.inventory(ours)).start()) {
      assertSame(ours, simulation.inventory());
    }
  }

  @Test
  @DisplayName("a monitor that watches the uplinks knows when it is cut off")
  void uplinks() {
    FaultPlan plan = Village.plan().at(minutes(10), minutes(10)).uplinkCut("north").build();
    SimulatedUplink north = new SimulatedUplink("north", null, Set.of("witness"), Set.of("pop-1"));
    SimulatedNetwork network =
        SimulatedNetwork.of(Village.network().build().devices()).uplink(north).build();
    try (Simulation simulation = Simulation.of(network, plan).watchUplinks().start()) {
      simulation.run(minutes(15));
      assertEquals(1, simulation.monitor().isolations().size());
      assertEquals(
          DeviceState.UNKNOWN, simulation.monitor().status("tower-1").orElseThrow().state());
    }
  }
}
