package io.ispmonitor.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  /** Whoever changes how faults are drawn changes this; a JVM must not. */
  private static final long COURSE_OF_SEED_7 = 2801317023152879284L;

  @Test
  @DisplayName("the same seed makes the same network and the same plan on every JVM")
  void sameSeed() {
    assertEquals(
        plan(7, FaultProfile.usual()).toString(), plan(7, FaultProfile.usual()).toString());
    assertNotEquals(plan(7, FaultProfile.usual()).faults(), plan(8, FaultProfile.usual()).faults());
    assertEquals(COURSE_OF_SEED_7, Dice.hash(course(7)), "another course than on other JVMs");
  }

  private static String course(long seed) {
    Truth truth = Truth.of(SimulatedNetwork.provider(seed), plan(seed, FaultProfile.usual()));
    StringBuilder text = new StringBuilder(truth.plan().toString());
    for (Device device : truth.network().devices()) {
      text.append(device.id()).append(device.parents()).append(truth.silences(device.id()));
    }
    return text.toString();
  }

  @Test
  @DisplayName("faults come in the order of time, at places that are in the network, in its time")
  void order() {
    FaultPlan plan = plan(3, FaultProfile.stormy());
    Instant last = START;
    for (Fault fault : plan.faults()) {
      assertTrue(!fault.from().isBefore(last), fault.toString());
      last = fault.from();
    }
    assertTrue(last.isBefore(START.plus(MONTH)));
    Truth.of(SimulatedNetwork.provider(3), plan); // which refuses unknown places
  }

  @Test
  @DisplayName("faults that are added take their place in the order of time")
  void more() {
    FaultPlan plan = plan(3, FaultProfile.quiet());
    Fault first =
        new Fault(
            FaultKind.REBOOT,
            new Place.OnDevice("tower-1"),
            START,
            START.plusSeconds(60),
            new Effect.Cut());
    FaultPlan both = plan.and(List.of(first));
    assertEquals(first, both.faults().get(0));
    assertEquals(plan.faults(), both.faults().subList(1, both.faults().size()));
    assertEquals(plan.seed(), both.seed());
  }

  @Test
  @DisplayName("every kind occurs, as often as the profile says")
  void frequency() {
    int quiet = 0;
    int usual = 0;
    int stormy = 0;
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (long seed = 0; seed < 10; seed++) {
      quiet += plan(seed, FaultProfile.quiet()).faults().size();
      usual += plan(seed, FaultProfile.usual()).faults().size();
      stormy += plan(seed, FaultProfile.stormy()).faults().size();
      kinds.addAll(plan(seed, FaultProfile.usual()).counts().keySet());
    }
    assertEquals(EnumSet.allOf(FaultKind.class), kinds);
    assertTrue(usual > 1_200 && usual < 1_800, usual + " in ten usual months");
    assertEquals(1.0 / 3, (double) quiet / usual, 0.05);
    assertEquals(5, (double) stormy / usual, 0.5);
  }

  @Test
  @DisplayName("one more device, or a kind left out, changes nothing elsewhere")
  void independent() {
    FaultProfile profile = FaultProfile.usual();
    List<Fault> before = plan(5, profile).faults();
    List<Device> devices = new ArrayList<>(SimulatedNetwork.provider(5).devices());
    int known = devices.size();
    devices.add(0, Device.named("one-more").parent("tower-1").build());
    SimulatedNetwork provider = SimulatedNetwork.provider(5);
    SimulatedNetwork.Builder larger = SimulatedNetwork.of(devices);
    provider.sites().forEach(larger::site);
    provider.uplinks().forEach(larger::uplink);
    List<Fault> after = FaultPlan.random(larger.build(), profile, 5, START, MONTH).faults();
    assertEquals(known + 1, larger.build().devices().size());
    assertTrue(after.containsAll(before), "what was there before is still there");

    List<Fault> fewer = plan(5, profile.without(FaultKind.REBOOT)).faults();
    assertEquals(before.stream().filter(fault -> fault.kind() != FaultKind.REBOOT).toList(), fewer);
  }

  @Test
  @DisplayName("the busy hours begin in the evening")
  void evening() {
    for (Fault fault : plan(2, FaultProfile.stormy()).faults()) {
      if (fault.kind() == FaultKind.CONGESTION) {
        int hour = fault.from().atOffset(ZoneOffset.UTC).getHour();
        assertTrue(hour >= 17 && hour < 20, fault.toString());
      }
    }
  }

  @Test
  @DisplayName("its text names the seed and every fault")
  void text() {
    FaultPlan plan =
        FaultPlan.starting(START)
            .seed(42)
            .at(Duration.ofHours(2), Duration.ofMinutes(5))
            .linkCut("tower-7", "pop-1")
            .at(Duration.ofHours(1), Duration.ofMinutes(5))
            .asymmetricLoss("tower-7", "pop-1", 0.1, 0.2)
            .build();

    assertEquals(
        """
        seed 42, by hand, from 2026-03-01T00:00:00Z:
          2026-03-01T01:00:00Z for PT5M ASYMMETRIC_LOSS link tower-7 to pop-1: loses 0.1 of \
        questions, 0.2 of answers, delays PT0S, STEADY
          2026-03-01T02:00:00Z for PT5M LINK_CUT link tower-7 to pop-1""",
        plan.toString());
  }

  @Test
  @DisplayName("faults that make no sense are refused with the reason")
  void nonsense() {
    FaultTimes minute = FaultPlan.starting(START).at(Duration.ZERO, Duration.ofMinutes(1));
    FaultTimes never = FaultPlan.starting(START).at(Duration.ZERO, Duration.ZERO);

    assertThrows(IllegalArgumentException.class, () -> never.reboot("a"));
    assertThrows(IllegalArgumentException.class, () -> minute.rainFade("a", 1.0, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> minute.asymmetricLoss("a", "b", 1.1, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> minute.flapping("a", Duration.ZERO, Duration.ofSeconds(1)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            minute.fault(
                FaultKind.POWER_CUT,
                new Place.OnPower("a"),
                new Effect.Loss(0, 1, Duration.ZERO, Effect.Shape.STEADY, 1)));
  }

  private static FaultPlan plan(long seed, FaultProfile profile) {
    return FaultPlan.random(SimulatedNetwork.provider(seed), profile, seed, START, MONTH);
  }
}
