package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
