package io.ispmonitor.testkit.sim;

import static io.ispmonitor.testkit.sim.Village.after;
import static io.ispmonitor.testkit.sim.Village.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Debouncer;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be left out, and what may not. */
class SkippingTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration AT_SIX = HOUR.multipliedBy(6);

  private final RecordingListener heard = new RecordingListener();

  private Simulation simulating(FaultPlan.Builder plan) {
    return Simulation.of(Village.network().build(), plan.build())
        .listener(heard)
        .outcomes(heard)
        .start();
  }

  private long askedBetween(String device, Duration from, Duration to) {
    return heard.outcomes().stream()
        .filter(result -> result.device().id().equals(device))
        .map(ProbeResult::askedAt)
        .filter(at -> !at.isBefore(after(from)) && at.isBefore(after(to)))
        .count();
  }

  @Test
  @DisplayName("all of a lossy hour is lived through, and all that comes of it")
  void lossyHour() {
    FaultPlan.Builder plan =
        Village.plan().at(AT_SIX, HOUR).asymmetricLoss("sector", "tower-1", 0.28, 0);
    try (Simulation simulation = simulating(plan)) {
      simulation.run(HOUR.multipliedBy(22));

      assertEquals(10, simulation.monitor().counts().get(DeviceState.UP));
      assertFalse(simulation.monitor().statuses().stream().anyMatch(DeviceStatus::flapping));
    }
    assertTrue(
        heard.changes("cpe-1").stream().anyMatch(change -> change.to() == DeviceState.DEGRADED));
    assertTrue(askedBetween("cpe-1", AT_SIX, AT_SIX.plus(HOUR)) >= 119);
    Instant settled = after(AT_SIX.plus(HOUR.multipliedBy(2)));
    assertTrue(
        heard.announcements().stream().allMatch(told -> told.at().isBefore(settled)),
        heard.announcements().toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("devices that were degraded are seen to recover before time is skipped")
  void degraded(long seed) {
    FaultPlan plan =
        Village.plan()
            .seed(seed)
            .at(AT_SIX, HOUR)
            .asymmetricLoss("sector", "tower-1", 0.28, 0)
            .build();
    ReachabilityPolicy calm = ReachabilityPolicy.defaults().flapping(FlappingPolicy.never());
    try (Simulation simulation =
        Simulation.of(Village.network().build(), plan)
            .monitor(monitor -> monitor.reachability(calm))
            .listener(heard)
            .start()) {
      simulation.run(HOUR.multipliedBy(22));
      assertEquals(10, simulation.monitor().counts().get(DeviceState.UP));
    }
    Instant recovered = after(AT_SIX.plus(HOUR).plusMinutes(15));
    for (StateChange change : heard.changes()) {
      assertTrue(change.at().isBefore(recovered), change.toString());
    }
  }

  @Test
  @DisplayName("a device that flaps is seen to settle before time is skipped")
  void flapping() {
    FaultPlan.Builder plan =
        Village.plan().at(AT_SIX, minutes(40)).flapping("cpe-1", minutes(2), minutes(2));
    try (Simulation simulation = simulating(plan)) {
      simulation.run(HOUR.multipliedBy(22));
    }
    List<Announcement> told = heard.announcements("cpe-1");
    assertTrue(
        told.stream().anyMatch(is -> is.kind() == Announcement.Kind.FLAPPING), told.toString());
    Instant last = told.get(told.size() - 1).at();
    assertTrue(last.isBefore(after(AT_SIX.plus(HOUR.multipliedBy(2)))), told.toString());
  }

  @Test
  @DisplayName("a device that never settles does not keep a month from being skipped")
  void neverSettles() {
    ReachabilityPolicy impatient =
        ReachabilityPolicy.defaults().latency(Debouncer.above(0.000_2, 0.000_1, 2, 2));
    FaultPlan.Builder plan =
        Village.plan().at(Duration.ofDays(9), HOUR).linkCut("tower-2", "pop-2");
    try (Simulation simulation =
        Simulation.of(Village.network().build(), plan.build())
            .monitor(monitor -> monitor.reachability(impatient))
            .start()) {
      SimulationReport report = simulation.run(Duration.ofDays(30));

      assertTrue(simulation.monitor().counts().getOrDefault(DeviceState.DEGRADED, 0) > 0);
      Duration twice = HOUR.multipliedBy(13); // all at first, and those that were cut off again
      assertTrue(report.simulated().compareTo(twice) < 0, report.toString());
      assertTrue(report.simulated().compareTo(HOUR.multipliedBy(6)) > 0, report.toString());
    }
  }
}
