package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.testkit.snmp.AgentFault;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulated provider over real sockets, in the machine's own time. */
@Timeout(120)
class CollectingTest {
  private final Stage stage = new Stage();

  @Test
  @DisplayName("traffic, signal and voltage of a hundred agents come over UDP")
  void once() {
    assertEquals(
        0, Demo.run(List.of("--once"), stage.inRealTime(SimulatedAgents::open)), stage.err());
    assertEquals(1, stage.lines("319 of 319 devices up").size(), stage.out());
    List<String> towers = stage.lines("tower-");
    assertEquals(12, towers.size());
    assertTrue(
        towers.stream().allMatch(is -> is.matches(".* [\\d.]+ Mbit/s +-\\d\\d dBm +2\\d\\.\\d V")),
        stage.out());
    List<String> radios = stage.lines("radio-");
    assertEquals(
        12 * 7,
        radios.stream().filter(is -> is.matches(".* [\\d.]+ Mbit/s +-\\d\\d dBm")).count(),
        stage.out());
    assertEquals("", stage.err().replaceAll("judged .*\n", ""));
  }

  @Test
  @DisplayName("where no agents can be opened that is a sentence, and all else goes on")
  void noSockets() {
    int status =
        Demo.run(
            List.of("--once"),
            stage.inRealTime(
                () -> {
                  throw new UncheckedIOException("no sockets here", new IOException());
                }));
    assertEquals(0, status);
    assertEquals(
        "without traffic, signal and voltage, since SNMP is not to be had here: no sockets here",
        stage.err().lines().findFirst().orElse(""));
    assertEquals(1, stage.lines("319 of 319 devices up").size(), stage.out());
    assertEquals(0, stage.lines("bit/s").size());
  }

  @Test
  @DisplayName("agents of what cannot be reached fall silent, and answer again with it")
  void follow() {
    try (SimulatedProvider provider = new SimulatedProvider(1, stage.time);
        SimulatedAgents place = SimulatedAgents.open();
        ProviderAgents agents = new ProviderAgents(place, provider.inventory(), new Equipment(1))) {
      assertEquals(3 + 12 + 12 * 7, place.agents().size());
      agents.follow(device -> !device.equals("tower-03"));
      assertEquals(1, place.agents().stream().filter(is -> !is.faults().isEmpty()).count());
      agents.follow(device -> true);
      assertTrue(place.agents().stream().allMatch(is -> is.faults().isEmpty()));

      Device tower = provider.inventory().find("tower-03").orElseThrow();
      assertNotNull(agents.target(tower));
      SimulatedAgent agent = place.agents().get(3);
      int boots = agent.engineBoots();
      agents.mainsBack("tower-01", provider.inventory());
      assertEquals(boots + 1, agent.engineBoots());
      agent.suffer(AgentFault.silent());
      assertEquals(
          1 + 7, place.agents().stream().filter(is -> is.engineBoots() == boots + 1).count());
    }
  }
}
