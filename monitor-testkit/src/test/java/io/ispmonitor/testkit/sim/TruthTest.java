package io.ispmonitor.testkit.sim;

import static io.ispmonitor.testkit.sim.Village.after;
import static io.ispmonitor.testkit.sim.Village.minutes;
import static io.ispmonitor.testkit.sim.Village.plan;
import static io.ispmonitor.testkit.sim.Village.under;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final Set<String> ON_THE_HILL = Set.of("tower-1", "sector", "cpe-1", "cpe-2");

  @Test
  @DisplayName("without faults every device answers, later the further away it is")
  void clear() {
    Truth truth = under(plan());
    Condition pop = truth.condition("pop-1", after(minutes(1)));
    Condition cpe = truth.condition("cpe-1", after(minutes(1)));

    assertTrue(pop.isClear() && cpe.isClear());
    assertEquals(0, cpe.loss());
    assertEquals(Duration.ofMillis(6), nearly(cpe.roundTrip().minus(pop.roundTrip())));
    assertEquals(Optional.empty(), truth.nextChange(Village.START));
  }

  @Test
  @DisplayName("a device that reboots is silent, and so is what is behind it, until it is back")
  void reboot() {
    Truth truth = under(plan().at(minutes(10), Duration.ofSeconds(90)).reboot("sector"));
    Instant back = after(minutes(10)).plusSeconds(90);

    assertEquals(Set.of("sector", "cpe-1", "cpe-2"), truth.silentAt(after(minutes(10))));
    assertEquals(Set.of(), truth.silentAt(after(minutes(10)).minusNanos(1)));
    assertEquals(Set.of(), truth.silentAt(back));
    Fault reboot = truth.plan().faults().get(0);
    Spell spell = new Spell(after(minutes(10)), back, Set.of(reboot));
    assertEquals(List.of(spell), truth.silences("cpe-2"));
    assertEquals(Set.of("sector"), truth.roots("cpe-2", after(minutes(11))));
    assertEquals(Set.of("sector", "cpe-1", "cpe-2"), truth.silencedBy(reboot));
    assertEquals(Set.of(reboot), truth.condition("cpe-1", after(minutes(11))).faults());
  }

  @Test
  @DisplayName("a site goes dark when its battery is empty, and the ring behind it goes round")
  void powerCut() {
    Truth truth = under(plan().at(minutes(10), minutes(100)).powerCut("hill"));
    Duration untilEmpty = minutes(10).plus(Village.BATTERY);

    assertEquals(Set.of(), truth.silentAt(after(untilEmpty).minusNanos(1)));
    assertEquals(ON_THE_HILL, truth.silentAt(after(untilEmpty)));
    assertEquals(ON_THE_HILL, truth.silentAt(after(minutes(110)).minusNanos(1)));
    assertEquals(Set.of(), truth.silentAt(after(minutes(110))));
    assertEquals(Set.of("tower-1"), truth.roots("cpe-1", after(minutes(80))));
    assertEquals(List.of(), truth.disturbances("ring"), "the ring makes up for it");
  }

  @Test
  @DisplayName("mains that are back before the battery is empty leave no trace")
  void shortPowerCut() {
    Truth truth = under(plan().at(minutes(10), minutes(59)).powerCut("hill"));

    assertEquals(List.of(), truth.disturbances("tower-1"));
  }

  @Test
  @DisplayName("after a power cut each device boots in its own time")
  void boots() {
    FaultPlan plan = plan().at(minutes(10), minutes(100)).powerCut("hill").build();
    Truth truth =
        Truth.of(
            Village.network().bootsIn(Duration.ofSeconds(30), Duration.ofSeconds(90)).build(),
            plan);
    Instant tower = truth.silences("tower-1").get(0).to();
    Instant sector = truth.silences("sector").get(0).to();
    Instant mains = after(minutes(110));

    assertTrue(!tower.isBefore(mains.plusSeconds(30)) && tower.isBefore(mains.plusSeconds(90)));
    assertFalse(sector.isBefore(tower), "it cannot be reached before");
    assertEquals(sector, truth.silences("cpe-1").get(0).to());
  }

  @Test
  @DisplayName("a link cut takes the way, not the device at its upper end")
  void linkCut() {
    Truth truth = under(plan().at(minutes(10), minutes(5)).linkCut("sector", "tower-1"));

    assertEquals(Set.of("sector", "cpe-1", "cpe-2"), truth.silentAt(after(minutes(12))));
    assertEquals(Set.of("sector"), truth.roots("cpe-1", after(minutes(12))));
  }

  @Test
  @DisplayName("a redundancy group is cut off when its last way is, and both ways are to blame")
  void redundancy() {
    Truth truth =
        under(
            plan()
                .at(minutes(10), minutes(30))
                .linkCut("ring", "tower-1")
                .at(minutes(20), minutes(5))
                .deviceFailure("tower-2"));

    Spell spell = truth.silences("ring").get(0);
    assertEquals(after(minutes(20)), spell.from());
    assertEquals(after(minutes(25)), spell.to());
    assertEquals(Set.copyOf(truth.plan().faults()), spell.faults());
    assertEquals(Set.of("ring"), truth.roots("ring", after(minutes(22))), "tower-1 answers");
  }

  @Test
  @DisplayName("both parents of a redundancy group that failed are its roots")
  void twoRoots() {
    Truth truth =
        under(
            plan()
                .at(minutes(10), minutes(30))
                .deviceFailure("tower-1")
                .at(minutes(10), minutes(30))
                .deviceFailure("pop-2"));

    assertEquals(Set.of("tower-1", "pop-2"), truth.roots("ring", after(minutes(15))));
  }

  @Test
  @DisplayName("a flapping link goes down and up in turns of the length it was given")
  void flapping() {
    Truth truth =
        under(
            plan()
                .at(minutes(10), minutes(60))
                .flappingLink("tower-1", "pop-1", Duration.ofSeconds(20), Duration.ofSeconds(40)));
    List<Spell> silences = truth.silences("sector");

    assertEquals(after(minutes(10)), silences.get(0).from());
    assertTrue(silences.size() > 45 && silences.size() < 75, silences.size() + " times down");
    for (Spell spell : silences) {
      long seconds = spell.lasting().toSeconds();
      assertTrue(seconds <= 30, spell.toString());
      assertFalse(spell.to().isAfter(after(minutes(70))));
    }
    assertEquals(silences, truth.silences("cpe-1"));
  }

  @Test
  @DisplayName("on a half-open link questions arrive and answers do not, ring or no ring")
  void halfOpen() {
    Truth truth = under(plan().at(minutes(10), minutes(5)).halfOpen("tower-1", "pop-1"));
    Condition tower = truth.condition("tower-1", after(minutes(12)));

    assertEquals(0, tower.questionLoss());
    assertEquals(1, tower.answerLoss());
    assertTrue(truth.isSilent("cpe-1", after(minutes(12))));
    assertTrue(truth.isSilent("ring", after(minutes(12))), "nobody routes around it");
    assertEquals(after(minutes(15)), truth.silences("cpe-1").get(0).to());
  }

  @Test
  @DisplayName("a half-open link may hit a share of what is behind it, the same all the time")
  void halfOpenForSome() {
    SimulatedNetwork provider = SimulatedNetwork.provider(1);
    FaultPlan plan =
        plan().at(minutes(10), minutes(60)).halfOpen("pop-2-r1", "pop-2-r1", 0.5).build();
    assertThrows(IllegalArgumentException.class, () -> Truth.of(provider, plan));

    Truth truth =
        Truth.of(
            provider,
            plan().at(minutes(10), minutes(60)).halfOpen("tower-5", "pop-2-r1", 0.5).build());
    Set<String> early = truth.silentAt(after(minutes(11)));
    assertTrue(!early.isEmpty() && early.size() < 7, early.toString());
    assertEquals(early, truth.silentAt(after(minutes(69))));
  }

  @Test
  @DisplayName("loss may differ by direction, and both together make the loss of an echo")
  void asymmetricLoss() {
    Truth truth =
        under(plan().at(minutes(10), minutes(5)).asymmetricLoss("sector", "tower-1", 0.1, 0.5));
    Condition cpe = truth.condition("cpe-1", after(minutes(12)));

    assertEquals(0.1, cpe.questionLoss(), 1e-9);
    assertEquals(0.5, cpe.answerLoss(), 1e-9);
    assertEquals(0.55, cpe.loss(), 1e-9);
    assertTrue(truth.condition("tower-1", after(minutes(12))).isClear());
    assertEquals(List.of(), truth.silences("cpe-1"));
    assertEquals(1, truth.disturbances("cpe-1").size());
  }

  @Test
  @DisplayName("rain rises to its height in the middle and falls, for what is behind the sector")
  void rainFade() {
    Truth truth =
        under(plan().at(minutes(0), minutes(60)).rainFade("sector", 0.4, Duration.ofMillis(80)));
    double[] losses = new double[5];
    for (int quarter = 0; quarter <= 4; quarter++) {
      losses[quarter] = truth.condition("cpe-1", after(minutes(15L * quarter))).questionLoss();
    }

    assertEquals(0, losses[0]);
    assertEquals(0.3, losses[1], 1e-6);
    assertEquals(0.4, losses[2], 1e-6);
    assertEquals(0.3, losses[3], 1e-6);
    assertEquals(0, losses[4]);
    Duration wet = truth.condition("cpe-1", after(minutes(30))).roundTrip();
    Duration dry = truth.condition("cpe-1", after(minutes(61))).roundTrip();
    assertEquals(Duration.ofMillis(80), nearly(wet.minus(dry)));
    assertTrue(truth.condition("sector", after(minutes(30))).isClear(), "it is in its air");
  }

  @Test
  @DisplayName("congestion delays all behind a link and stays at its height for most of the time")
  void congestion() {
    Truth truth =
        under(
            plan()
                .at(minutes(0), minutes(80))
                .congestion("tower-1", "pop-1", 0.05, Duration.ofMillis(300)));

    assertEquals(0.05, truth.condition("tower-1", after(minutes(10))).questionLoss(), 1e-6);
    assertEquals(0.05, truth.condition("cpe-2", after(minutes(70))).questionLoss(), 1e-6);
    assertEquals(0.025, truth.condition("cpe-2", after(minutes(5))).questionLoss(), 1e-6);
    assertTrue(truth.condition("ring", after(minutes(40))).roundTrip().toMillis() > 300);
    assertTrue(truth.condition("tower-2", after(minutes(40))).isClear());
  }

  @Test
  @DisplayName("a cut uplink silences all behind it and its witnesses, and spares gateway and rest")
  void uplinkCut() {
    Truth truth = under(plan().at(minutes(10), minutes(5)).uplinkCut("north"));
    Set<String> silent = truth.silentAt(after(minutes(12)));

    assertEquals(Set.of("witness", "pop-1", "tower-1", "sector", "cpe-1", "cpe-2"), silent);
    assertEquals(Set.of("pop-1"), truth.roots("cpe-1", after(minutes(12))));
    assertEquals(
        FaultKind.UPLINK_CUT,
        truth.condition("cpe-1", after(minutes(12))).faults().iterator().next().kind());
  }

  @Test
  @DisplayName("who is first behind a lost uplink is innocent, unless something is wrong there too")
  void behindLostUplink() {
    Truth truth =
        under(
            plan()
                .at(minutes(10), minutes(10))
                .uplinkCut("north")
                .at(minutes(15), minutes(10))
                .reboot("pop-1")
                .at(minutes(30), minutes(5))
                .reboot("gw"));

    assertTrue(truth.isBehindLostUplink("pop-1", after(minutes(12))));
    assertFalse(truth.isBehindLostUplink("tower-1", after(minutes(12))));
    assertFalse(truth.isBehindLostUplink("pop-2", after(minutes(12))));
    assertFalse(truth.isBehindLostUplink("pop-1", after(minutes(17))));
    assertFalse(truth.isBehindLostUplink("pop-1", after(minutes(22))));
    assertTrue(truth.isBehindLostUplink("pop-1", after(minutes(32))));
  }

  @Test
  @DisplayName("without its gateway an uplink is dead too")
  void gateway() {
    Truth truth = under(plan().at(minutes(10), minutes(5)).reboot("gw"));

    assertTrue(truth.silentAt(after(minutes(12))).containsAll(Set.of("gw", "witness", "cpe-1")));
    assertFalse(truth.isSilent("tower-2", after(minutes(12))));
  }

  @Test
  @DisplayName("a process that is stopped changes nothing in the network")
  void processPause() {
    Truth truth = under(plan().at(minutes(10), minutes(5)).processPause());

    assertEquals(Optional.empty(), truth.nextChange(Village.START));
  }

  @Test
  @DisplayName("faults that overlap make one silence that names them all")
  void overlap() {
    Truth truth =
        under(
            plan()
                .at(minutes(10), minutes(10))
                .linkCut("tower-1", "pop-1")
                .at(minutes(15), minutes(10))
                .reboot("sector"));

    Spell spell = truth.silences("cpe-1").get(0);
    assertEquals(minutes(15), spell.lasting());
    assertEquals(Set.copyOf(truth.plan().faults()), spell.faults());
    assertEquals(Set.of("tower-1"), truth.roots("cpe-1", after(minutes(17))));
    assertEquals(Set.of("sector"), truth.roots("cpe-1", after(minutes(22))));
  }

  @Test
  @DisplayName("all changes can be walked through in their order")
  void changes() {
    Truth truth =
        under(
            plan()
                .at(minutes(10), minutes(5))
                .reboot("gw")
                .at(minutes(12), minutes(9))
                .reboot("ring"));

    assertEquals(Optional.of(after(minutes(10))), truth.nextChange(Village.START));
    assertEquals(Optional.of(after(minutes(12))), truth.nextChange(after(minutes(10))));
    assertEquals(Optional.of(after(minutes(15))), truth.nextChange(after(minutes(14))));
    assertEquals(Optional.empty(), truth.nextChange(after(minutes(21))));
  }

  @Test
  @DisplayName("a fault at a place that is not in the network is refused by name")
  void unknownPlaces() {
    List<FaultPlan.Builder> plans =
        List.of(
            plan().at(minutes(1), minutes(1)).reboot("moon"),
            plan().at(minutes(1), minutes(1)).linkCut("cpe-1", "moon"),
            plan().at(minutes(1), minutes(1)).powerCut("moon"),
            plan().at(minutes(1), minutes(1)).uplinkCut("moon"),
            plan().at(minutes(1), minutes(1)).rainFade("moon", 0.1, Duration.ZERO));

    for (FaultPlan.Builder plan : plans) {
      String message = assertThrows(IllegalArgumentException.class, () -> under(plan)).toString();
      assertTrue(message.contains("moon"), message);
    }
  }

  private static Duration nearly(Duration duration) {
    return Duration.ofMillis(Math.round(duration.toNanos() / 1e6));
  }
}
