package io.ispmonitor.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.contract.ProbeContract;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedProbeTest extends ProbeContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final ManualTime time = ManualTime.startingAt(Village.START);

  @Override
  protected Probe newProbe() {
    FaultPlan.Builder plan = Village.plan().at(Duration.ZERO, Duration.ofDays(1)).reboot("sector");
    return Village.under(plan).probe(time);
  }

  @Override
  protected Device answering() {
    return device("tower-1");
  }

  @Override
  protected Device silent() {
    return device("cpe-1");
  }

  @Override
  protected TimeSource time() {
    return time;
  }

  @Override
  protected boolean pass(Duration atMost, CountDownLatch until) {
    time.advance(atMost);
    return until.getCount() == 0;
  }

  @Test
  @DisplayName("it loses the share of questions that the truth says")
  void lossShare() {
    List<Boolean> answered = ask("cpe-1", 5_000, List.of());
    double share = answered.stream().filter(is -> !is).count() / 5_000.0;

    assertEquals(0.37, share, 0.02, "1 - 0.9 * 0.7");
  }

  @Test
  @DisplayName("what is lost depends on the seed, the device and its own questions alone")
  void independentOfOthers() {
    List<Boolean> alone = ask("cpe-1", 500, List.of());

    assertEquals(alone, ask("cpe-1", 500, List.of("cpe-2", "pop-1")));
    assertNotEquals(alone, ask("cpe-2", 500, List.of()));
  }

  @Test
  @DisplayName("what is lost is the same on every JVM")
  void sameOnEveryJvm() {
    StringBuilder first = new StringBuilder();
    ask("cpe-1", 40, List.of()).forEach(is -> first.append(is ? '+' : '-'));

    assertEquals("-+-+-+-++----++-+++-++++-+---++--+--++++", first.toString());
  }

  @Test
  @DisplayName("an answer that would come after the deadline counts as none")
  void tooLate() {
    FaultPlan.Builder plan =
        Village.plan()
            .at(Duration.ZERO, Duration.ofDays(1))
            .fault(
                FaultKind.CONGESTION,
                new Place.OnDevice("sector"),
                new Effect.Loss(0, 0, Duration.ofSeconds(2), Effect.Shape.STEADY, 1));
    try (SimulatedProbe probe = Village.under(plan).probe(time)) {
      assertInstanceOf(ProbeOutcome.Silent.class, ask(probe, "cpe-1"));
      assertEquals(1, probe.lost());
    }
  }

  @Test
  @DisplayName("an answer that came while everything was stopped is found when it is too late")
  void stopped() {
    List<ProbeOutcome> outcomes = new ArrayList<>();
    try (SimulatedProbe probe = Village.under(Village.plan()).probe(time)) {
      probe.start(device("cpe-1"), new Deadline(time.nanoTime(), TIMEOUT.toNanos()), outcomes::add);
      time.pause(Duration.ofSeconds(5));
      time.advance(TIMEOUT);
    }
    assertEquals(1, outcomes.size());
    assertInstanceOf(ProbeOutcome.Silent.class, outcomes.get(0));
  }

  @Test
  @DisplayName("the round trip is that of the truth and at most a tenth more")
  void roundTrip() {
    Truth truth = Village.under(Village.plan());
    try (SimulatedProbe probe = truth.probe(time)) {
      double expected = truth.condition("cpe-1", time.instant()).roundTrip().toNanos() / 1e9;
      ProbeOutcome outcome = ask(probe, "cpe-1");
      double seconds = assertInstanceOf(ProbeOutcome.Answered.class, outcome).readings().value(0);
      assertTrue(seconds >= expected - 1e-6 && seconds <= expected * 1.1 + 1e-6, "" + seconds);
      assertEquals(0, probe.open());
    }
  }

  @Test
  @DisplayName("a step of the wall clock does not move the faults")
  void clockStep() {
    FaultPlan.Builder plan =
        Village.plan().at(Duration.ofMinutes(10), Duration.ofMinutes(10)).reboot("sector");
    try (SimulatedProbe probe = Village.under(plan).probe(time)) {
      time.advance(Duration.ofMinutes(12));
      time.stepWallClock(Duration.ofHours(3));
      assertInstanceOf(ProbeOutcome.Silent.class, ask(probe, "sector"));
    }
  }

  @Test
  @DisplayName("a device that is not in the network is refused by name")
  void stranger() {
    try (SimulatedProbe probe = Village.under(Village.plan()).probe(time)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> ask(probe, "stranger")).toString();
      assertTrue(message.contains("stranger"), message);
    }
  }

  /**
   * Asks a device behind a lossy link, and others in between; tells which questions it answered.
   */
  private List<Boolean> ask(String id, int times, List<String> others) {
    FaultPlan.Builder plan =
        Village.plan()
            .seed(11)
            .at(Duration.ZERO, Duration.ofDays(1_000))
            .asymmetricLoss("sector", "tower-1", 0.1, 0.3);
    List<Boolean> answered = new ArrayList<>();
    try (SimulatedProbe probe = Village.under(plan).probe(time)) {
      for (int i = 0; i < times; i++) {
        others.forEach(other -> ask(probe, other));
        answered.add(ask(probe, id) instanceof ProbeOutcome.Answered);
      }
    }
    return answered;
  }

  private ProbeOutcome ask(SimulatedProbe probe, String id) {
    List<ProbeOutcome> outcomes = new ArrayList<>();
    probe.start(device(id), new Deadline(time.nanoTime(), TIMEOUT.toNanos()), outcomes::add);
    time.advance(TIMEOUT);
    assertEquals(1, outcomes.size());
    return outcomes.get(0);
  }

  private static Device device(String id) {
    return Device.named(id).build();
  }
}
