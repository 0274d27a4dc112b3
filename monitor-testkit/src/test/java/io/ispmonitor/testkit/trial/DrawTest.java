package io.ispmonitor.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.testkit.sim.Fault;
import io.ispmonitor.testkit.sim.FaultKind;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.Place;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Draw draw = new Draw(5);
  private final SimulatedNetwork network = SimulatedNetwork.provider(draw.shape(), 5);
  private final FaultPlan plan = new DrawnFaults(draw).plan(network, DAY);

  private List<Fault> failuresOf(String device) {
    return plan.faults().stream()
        .filter(fault -> fault.kind() == FaultKind.DEVICE_FAILURE)
        .filter(fault -> fault.place().equals(new Place.OnDevice(device)))
        .toList();
  }

  private boolean isOut(String device, Instant at) {
    return failuresOf(device).stream()
        .anyMatch(fault -> fault.from().isBefore(at) && at.isBefore(fault.to()));
  }

  @Test
  @DisplayName("the same seed draws the same")
  void same() {
    assertEquals(plan.toString(), new DrawnFaults(new Draw(5)).plan(network, DAY).toString());
    assertEquals(draw.failures(network, DAY), new Draw(5).failures(network, DAY));
    assertEquals(draw.refused(network), new Draw(5).refused(network));
  }

  @Test
  @DisplayName("some of those that our side fails to ask go out unseen, and stay out")
  void hidden() {
    assertTrue(
        draw.failures(network, DAY).stream()
            .anyMatch(
                unseen ->
                    failuresOf(unseen.device()).stream()
                        .anyMatch(
                            fault ->
                                fault.from().isAfter(unseen.from())
                                    && fault.from().isBefore(unseen.to())
                                    && fault.to().isAfter(unseen.to()))));
  }

  @Test
  @DisplayName("in a short trial, one that was out returns while our side fails to ask it")
  void relapse() {
    assertTrue(
        draw.failures(network, DAY).stream()
            .anyMatch(
                unseen ->
                    isOut(unseen.device(), unseen.from())
                        && !isOut(unseen.device(), unseen.from().plusSeconds(25))));
  }

  @Test
  @DisplayName("in a short trial, something fails while no monitor runs")
  void whileAway() {
    for (Draw.Restart restart : draw.restarts(DAY)) {
      Instant back = Trial.START.plus(restart.after()).plus(restart.away());
      Instant gone = back.minus(restart.away());
      assertTrue(
          plan.faults().stream()
              .filter(fault -> fault.kind() == FaultKind.DEVICE_FAILURE)
              .anyMatch(fault -> fault.from().isAfter(gone) && fault.from().isBefore(back)));
    }
  }

  @Test
  @DisplayName("a device with two ways goes out while one of them is out")
  void coincidence() {
    assertTrue(network.devices().stream().anyMatch(this::failsBehindHalfAWay));
  }

  private boolean failsBehindHalfAWay(Device device) {
    return failuresOf(device.id()).stream()
        .anyMatch(fault -> device.dependencies().stream().anyMatch(is -> isHalf(is, fault)));
  }

  private boolean isHalf(Dependency dependency, Fault fault) {
    long out = dependency.anyOf().stream().filter(is -> isOut(is, fault.from())).count();
    return out > 0 && out < dependency.anyOf().size();
  }
}
