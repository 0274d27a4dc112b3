package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedRunTest {
  private final Stage stage = new Stage();

  private static String victim(long seed) {
    try (SimulatedProvider provider = new SimulatedProvider(seed, new Stage().time)) {
      return provider.victim();
    }
  }

  private static int secondOf(String line) {
    return Integer.parseInt(line.substring(3, 5)) * 60 + Integer.parseInt(line.substring(6, 8));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("a tower that loses its power is the one root cause, and the radios are a number")
  void oneRootCause(long seed) {
    assertEquals(0, stage.run("--seed", Long.toString(seed)));
    String victim = victim(seed);

    List<String> down = stage.lines(" is DOWN");
    assertEquals(1, down.size(), stage.out());
    assertTrue(down.get(0).contains(victim + " is DOWN, 25 behind it: "), down.get(0));
    int second = secondOf(down.get(0));
    assertTrue(second >= 20 && second <= 26, down.get(0));
    assertEquals(1, stage.lines("all 25 behind " + victim + " are UNREACHABLE").size());

    List<String> up = stage.lines(victim + " is UP after ");
    assertEquals(1, up.size(), stage.out());
    assertTrue(secondOf(up.get(0)) >= 50 && secondOf(up.get(0)) <= 54, up.get(0));
    assertEquals(1, stage.lines("all 25 behind " + victim + " are heard again").size());
  }

  @Test
  @DisplayName("a run without a terminal says every ten seconds how things stand, and sums up")
  void plainRun() {
    stage.run();
    assertEquals(Duration.ofSeconds(70), stage.passed());
    assertEquals(7, stage.lines(" questions; monitor HEALTHY").size(), stage.out());
    assertEquals(1, stage.lines("12:00:40 -- ").size());
    assertTrue(stage.lines("12:00:40 -- ").get(0).contains(" 1 down, 25 unreachable, 0 unknown"));
    assertEquals(1, stage.lines("Summary after 1m10s").size());
    assertEquals(1, stage.lines("  outage     ").size());
    assertTrue(stage.lines("  outage     ").get(0).endsWith("; 25 of 25 behind it unreachable"));
    assertEquals(1, stage.lines("  monitor    HEALTHY").size());
    assertEquals(1, stage.lines("-Dexec.args=\"--targets ").size());
    assertTrue(stage.out().chars().noneMatch(c -> c == 0x1b), "no escape sequences");
    assertEquals("", stage.err());
  }

  @Test
  @DisplayName("an interrupt ends the run, and what was seen is summed up")
  void interrupted() {
    assertEquals(0, stage.interruptedAfter(Duration.ofSeconds(30)).run());
    assertEquals(Duration.ofSeconds(30), stage.passed());
    assertEquals(1, stage.lines("Summary after 30 s").size(), stage.out());
    assertTrue(stage.lines("  outage     ").get(0).contains(" to now, "));
  }

  @Test
  @DisplayName("the same seed plays the same night")
  void repeatable() {
    Stage other = new Stage();
    stage.run("--seed", "7");
    other.run("--seed", "7");
    assertEquals(stage.out(), other.out());
  }

  @Test
  @DisplayName("as JSON every change is a line, the children's with their root")
  void json() {
    stage.run("--json");
    String victim = victim(1);
    List<String> down = stage.lines("\"to\":\"DOWN\"");
    assertEquals(1, down.size(), stage.out());
    assertTrue(down.get(0).contains("\"device\":\"" + victim + "\""), down.get(0));
    assertEquals(
        25,
        stage.lines("\"to\":\"UNREACHABLE\"").stream()
            .filter(line -> line.contains("\"root\":\"" + victim + "\""))
            .count());
    assertEquals(
        315, stage.lines("\"from\":\"UNKNOWN\",\"to\":\"UP\",\"root\":null,\"reason\":").size());
    assertTrue(stage.out().lines().allMatch(line -> line.startsWith("{\"at\":")), stage.out());
    assertTrue(stage.err().contains("Summary after 1m10s"), stage.err());
  }
}
