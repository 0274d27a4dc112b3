package io.ispmonitor.testkit.sim;

import static io.ispmonitor.testkit.sim.Village.after;
import static io.ispmonitor.testkit.sim.Village.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  @DisplayName("a day without faults takes one question for each device and interval")
  void questions() {
    try (Simulation simulation =
        Simulation.of(Village.network().build(), Village.plan().build())
            .withoutSkipping()
            .start()) {
      SimulationReport report = simulation.run(Duration.ofDays(1));

      assertNear(10 * 2_880, report.questions(), 20);
      assertEquals(Duration.ofDays(1), report.simulated());
      assertEquals(0, report.skips());
      assertEquals(0, report.lost());
    }
  }

  @Test
  @DisplayName("a month without faults is skipped but for its beginning, and says so")
  void quietMonth() {
    try (Simulation simulation =
        Simulation.of(Village.network().build(), Village.plan().build()).start()) {
      SimulationReport report = simulation.run(MONTH);

      assertEquals(MONTH, report.virtual());
      assertEquals(MONTH, report.simulated().plus(report.skipped()));
      assertEquals(1, report.skips());
      assertTrue(report.simulated().compareTo(minutes(6)) < 0, report.toString());
      assertNear(10 * 2 * report.simulated().toMinutes(), report.questions(), 40);
      assertEquals(10, simulation.monitor().counts().get(DeviceState.UP));
      assertEquals(after(MONTH), simulation.time().instant());
    }
  }

  @Test
  @DisplayName("no fault is jumped over: the monitor works around every change of the network")
  void neverJumpsOverAFault() {
    SimulatedNetwork network = SimulatedNetwork.provider(4);
    Duration days = Duration.ofDays(10);
    FaultPlan plan = FaultPlan.random(network, FaultProfile.usual(), 4, Village.START, days);
    Truth truth = Truth.of(network, plan);
    NavigableSet<Instant> asked = new TreeSet<>();
    SimulationReport report;
    try (Simulation simulation =
        Simulation.of(truth).outcomes(result -> asked.add(result.askedAt())).start()) {
      report = simulation.run(days);
    }

    assertTrue(report.skips() > 20, report.toString());
    assertEquals(plan.counts(), report.faults());
    Instant end = after(days).minus(minutes(3));
    Instant change = truth.nextChange(Village.START).orElseThrow();
    while (change.isBefore(end)) {
      if (!isPaused(plan, change)) {
        worksFrom(change.minusSeconds(55), change, asked, plan);
        worksFrom(change, change.plus(minutes(3)).minusSeconds(5), asked, plan);
      }
      change = truth.nextChange(change).orElse(end);
    }
  }

  /** Of ninety devices one is asked every third of a second. */
  private static void worksFrom(
      Instant from, Instant to, NavigableSet<Instant> asked, FaultPlan plan) {
    Instant last = from;
    while (last.isBefore(to)) {
      Instant next = asked.higher(last);
      if (isPaused(plan, last)) {
        next = last.plusSeconds(1);
      }
      assertTrue(
          next != null && next.isBefore(last.plusSeconds(5)),
          "nobody was asked between " + last + " and " + next);
      last = next;
    }
  }

  private static boolean isPaused(FaultPlan plan, Instant at) {
    return plan.faults().stream()
        .filter(fault -> fault.kind() == FaultKind.PROCESS_PAUSE)
        .anyMatch(
            fault ->
                !at.isBefore(fault.from().minusSeconds(5))
                    && at.isBefore(fault.to().plusSeconds(5)));
  }

  @Test
  @DisplayName("skipping leaves out time, but no verdict: those of hard faults stay the same")
  void skippingChangesNoVerdict() {
    FaultProfile hard =
        FaultProfile.none()
            .with(FaultKind.LINK_CUT, 4, minutes(5), Duration.ofHours(8))
            .with(FaultKind.POWER_CUT, 4, minutes(5), Duration.ofHours(12))
            .with(FaultKind.DEVICE_FAILURE, 3, minutes(5), Duration.ofHours(8));
    for (long seed = 0; seed < 3; seed++) {
      SimulatedNetwork network =
          SimulatedNetwork.provider(new ProviderShape(2, 2, 1, 1, 1, 1), seed);
      Truth truth =
          Truth.of(
              network, FaultPlan.random(network, hard, seed, Village.START, Duration.ofHours(30)));
      Map<String, List<String>> whole = verdicts(Simulation.of(truth).withoutSkipping());
      Map<String, List<String>> skipped = verdicts(Simulation.of(truth));

      assertEquals(whole, skipped, () -> truth.plan().toString());
    }
  }

  private static Map<String, List<String>> verdicts(SimulationBuilder of) {
    RecordingListener listener = new RecordingListener();
    try (Simulation simulation = of.listener(listener).start()) {
      simulation.run(Duration.ofDays(2));
    }
    Map<String, List<String>> verdicts = new HashMap<>();
    for (StateChange change : listener.changes()) {
      verdicts
          .computeIfAbsent(change.device(), id -> new ArrayList<>())
          .add(change.to() + (change.outage() == null ? "" : " by " + change.outage().root()));
    }
    return verdicts;
  }

  @Test
  @DisplayName("the same seed takes the same course, to the nanosecond")
  void sameSeedSameCourse() {
    assertEquals(stormyDay(3), stormyDay(3));
  }

  private static List<StateChange> stormyDay(long seed) {
    SimulatedNetwork network = SimulatedNetwork.provider(seed);
    FaultPlan plan =
        FaultPlan.random(network, FaultProfile.stormy(), seed, Village.START, Duration.ofDays(1));
    RecordingListener listener = new RecordingListener();
    try (Simulation simulation = Simulation.of(network, plan).listener(listener).start()) {
      simulation.run(Duration.ofDays(1));
    }
    assertFalse(listener.changes().isEmpty());
    return listener.changes();
  }

  @Test
  @DisplayName("actions are done at their time, and stops are not skipped")
  void agenda() {
    List<Instant> done = new ArrayList<>();
    Instant wedding = after(Duration.ofDays(3));
    Instant funeral = after(Duration.ofDays(5));
    RecordingListener listener = new RecordingListener();
    try (Simulation simulation =
        Simulation.of(Village.network().build(), Village.plan().build())
            .at(wedding, () -> done.add(wedding))
            .stopAt(now -> now.isBefore(funeral) ? Optional.of(funeral) : Optional.empty())
            .outcomes(listener)
            .start()) {
      simulation.run(Duration.ofDays(3).minusSeconds(1));
      assertEquals(List.of(), done);
      SimulationReport report = simulation.run(Duration.ofDays(4));
      assertTrue(report.skips() >= 3 && report.skips() <= 4, report.toString());
    }
    assertEquals(List.of(wedding), done);
    for (Instant stop : List.of(wedding, funeral)) {
      long around =
          listener.outcomes().stream()
              .filter(result -> Duration.between(stop, result.askedAt()).abs().toSeconds() < 50)
              .count();
      assertNear(33, around, 2);
    }
  }

  @Test
  @DisplayName("a process that is stopped sees nothing of what happens meanwhile")
  void processPause() {
    FaultPlan plan =
        Village.plan()
            .at(minutes(20), minutes(10))
            .processPause()
            .at(minutes(22), minutes(5))
            .reboot("pop-1")
            .build();
    RecordingListener listener = new RecordingListener();
    try (Simulation simulation =
        Simulation.of(Village.network().build(), plan)
            .listener(listener)
            .outcomes(listener)
            .start()) {
      simulation.run(Duration.ofHours(1));
    }

    assertEquals(10, listener.changes().size(), "all came up, and that was all");
    assertTrue(
        listener.outcomes().stream()
            .noneMatch(
                result ->
                    result.askedAt().isAfter(after(minutes(20)))
                        && result.askedAt().isBefore(after(minutes(30)))));
  }

  @Test
  @DisplayName("an own topology: the tower at fault is blamed, what is behind it is not")
  void ownTopology() {
    FaultPlan plan = Village.plan().at(minutes(30), Duration.ofHours(5)).powerCut("hill").build();
    try (Simulation simulation =
        Simulation.of(Village.network().build(), plan)
            .schedule(Schedule.every(Duration.ofSeconds(10)))
            .monitor(builder -> builder.summaryEvery(Duration.ofHours(1)))
            .start()) {
      simulation.run(Duration.ofHours(3));
      assertEquals(DeviceState.DOWN, state(simulation, "tower-1"));
      assertEquals(DeviceState.UNREACHABLE, state(simulation, "cpe-2"));
      assertEquals(DeviceState.UP, state(simulation, "ring"));
      simulation.run(Duration.ofHours(3));
      assertEquals(10, simulation.monitor().counts().get(DeviceState.UP));
      assertTrue(simulation.report().simulated().compareTo(Duration.ofHours(1)) < 0);
    }
  }

  private static void assertNear(long expected, long actual, long by) {
    assertTrue(Math.abs(expected - actual) <= by, "expected about " + expected + ", was " + actual);
  }

  private static DeviceState state(Simulation simulation, String id) {
    return simulation.monitor().status(id).orElseThrow().state();
  }
}
