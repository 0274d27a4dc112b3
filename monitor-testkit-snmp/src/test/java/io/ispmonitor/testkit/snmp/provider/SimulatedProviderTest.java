package io.ispmonitor.testkit.snmp.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.testkit.Later;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedProviderTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  @DisplayName("one seed makes one provider")
  void seeds() {
    try (SimulatedProvider one = SimulatedProvider.of(7, time);
        SimulatedProvider same = SimulatedProvider.of(7, time)) {
      assertEquals(one.victim() + one.loose(), same.victim() + same.loose());
      assertEquals(3 + 12 + 12 * 25 + 4, one.inventory().size());
      assertFalse(one.inventory().find(one.loose()).orElseThrow().parents().contains(one.victim()));
    }
  }

  @Test
  @DisplayName("agents of what cannot be reached fall silent, and answer again with it")
  void follow() {
    try (SimulatedAgents place = SimulatedAgents.open();
        SimulatedProvider provider = SimulatedProvider.of(1, time).answerOverSnmp(place)) {
      assertEquals(3 + 12 + 12 * 7, place.agents().size());
      provider.probe().kill("tower-03");
      provider.agentsFollow();
      assertEquals(1 + 7, place.agents().stream().filter(is -> !is.faults().isEmpty()).count());
      provider.probe().revive("tower-03");
      provider.agentsFollow();
      assertTrue(place.agents().stream().allMatch(is -> is.faults().isEmpty()));
    }
  }

  @Test
  @DisplayName("mains that come back restart the tower and all on it")
  void mains() {
    try (SimulatedAgents place = SimulatedAgents.open();
        SimulatedProvider provider = SimulatedProvider.of(1, time).answerOverSnmp(place)) {
      int boots = place.agents().get(3).engineBoots();
      provider.mainsLost("tower-01");
      provider.mainsBack("tower-01");
      assertEquals(
          1 + 7, place.agents().stream().filter(is -> is.engineBoots() == boots + 1).count());
    }
  }

  @Test
  @DisplayName("only what has an agent is asked over SNMP, and nothing without agents")
  void targets() {
    try (SimulatedAgents place = SimulatedAgents.open();
        SimulatedProvider provider = SimulatedProvider.of(1, time)) {
      Device tower = provider.inventory().find("tower-03").orElseThrow();
      Device gateway = provider.inventory().find("gateway").orElseThrow();
      assertNull(provider.target(tower));
      assertThrows(IllegalStateException.class, () -> provider.mainsLost("tower-03"));
      provider.answerOverSnmp(place);
      assertNotNull(provider.target(tower));
      assertNull(provider.target(gateway));
    }
  }

  @Test
  @DisplayName("the play cuts the power of a tower for half a minute, and ends with all alive")
  void play() {
    try (SimulatedProvider provider = SimulatedProvider.of(3, time);
        Later later = Later.in(time, "play")) {
      provider.play(later::after);
      time.advance(Duration.ofSeconds(21));
      assertFalse(provider.probe().isAlive(provider.victim()));
      time.advance(SimulatedProvider.END_OF_PLAY);
      assertTrue(
          provider.inventory().devices().stream()
              .allMatch(device -> provider.probe().isAlive(device.id())));
    }
  }
}
