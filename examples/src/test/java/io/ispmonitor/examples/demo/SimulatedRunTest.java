package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedRunTest {
  private final Stage stage = new Stage();

  private static String victim(long seed) {
    try (ProviderOfDemo provider = new ProviderOfDemo(seed, new Stage().time)) {
      return provider.victim();
    }
  }

  private static String loose(long seed) {
    try (ProviderOfDemo provider = new ProviderOfDemo(seed, new Stage().time)) {
      return provider.loose();
    }
  }

  private static Predicate<String> of(String device) {
    return line -> line.contains("\"device\":\"" + device + "\"");
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

    List<String> down = stage.lines(" is DOWN, ");
    assertEquals(1, down.size(), stage.out());
    assertTrue(down.get(0).contains(victim + " is DOWN, 25 behind it: "), down.get(0));
    int second = secondOf(down.get(0));
    assertTrue(second >= 20 && second <= 26, down.get(0));
    assertEquals(1, stage.lines("all 25 behind " + victim + " are UNREACHABLE").size());

    List<String> up = stage.lines(victim + " is UP after ");
    assertEquals(1, up.size(), stage.out());
    assertTrue(secondOf(up.get(0)) >= 50 && secondOf(up.get(0)) <= 54, up.get(0));
    assertEquals(1, stage.lines("all 25 behind " + victim + " are heard again").size());

    assertEquals(1, stage.lines("message: CRITICAL: " + victim + " is DOWN").size(), stage.out());
    assertEquals(1, stage.lines("message: OK: " + victim + " is UP again").size(), stage.out());
    List<String> why = stage.lines(": root cause: it depends on " + victim + ", which is at fault");
    assertEquals(1, why.size(), stage.out());
    int keptBack = Integer.parseInt(why.get(0).strip().split(":", 2)[0]);
    assertTrue(keptBack >= 25, "25 radios, and what else is wrong with them: " + why);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("a radio that comes and goes is told as flapping and as settled, and not one by one")
  void flapping(long seed) {
    assertEquals(0, stage.run("--seed", Long.toString(seed)));
    String loose = loose(seed);
    List<String> flapping = stage.lines(loose + " is FLAPPING: changed ");
    assertEquals(1, flapping.size(), stage.out());
    assertTrue(secondOf(flapping.get(0)) <= 34, flapping.get(0));
    List<String> settled = stage.lines(loose + " has settled: ");
    assertEquals(1, settled.size(), stage.out());
    assertTrue(secondOf(settled.get(0)) > 78, settled.get(0));
    assertEquals(List.of(), stage.lines(loose + " is DOWN"));
    assertEquals(List.of(), stage.lines(loose + " is UP after"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName(
      "when the monitor itself is cut off it says so once, blames nobody and hears all again")
  void isolation(long seed) {
    assertEquals(0, stage.run("--seed", Long.toString(seed)));
    List<String> lost = stage.lines("it is WE who are cut off: uplink 'fibre' is lost");
    assertEquals(1, lost.size(), stage.out());
    assertTrue(lost.get(0).endsWith(", 318 devices cannot be judged"), lost.get(0));
    assertTrue(secondOf(lost.get(0)) >= 65 && secondOf(lost.get(0)) <= 67, lost.get(0));
    assertEquals(2, stage.lines("-- WE ARE CUT OFF behind uplink 'fibre' since 12:01:0").size());
    assertEquals(1, stage.lines("12:01:10 -- 1 up, 0 degraded, 0 down, 0 unreachable, 318").size());

    List<String> back = stage.lines("uplink 'fibre' is back after ");
    assertEquals(1, back.size(), stage.out());
    assertTrue(secondOf(back.get(0)) >= 78 && secondOf(back.get(0)) <= 83, back.get(0));
    assertEquals(1, stage.lines("all 318 that were unknown meanwhile are heard again").size());
    assertEquals(1, stage.lines(" is DOWN, ").size(), "that of the tower, long before");
    assertEquals(1, stage.lines("message: CRITICAL: The monitoring is cut off behind").size());
  }

  @Test
  @DisplayName("a run without a terminal says every ten seconds how things stand, and sums up")
  void plainRun() {
    stage.run();
    assertEquals(Duration.ofSeconds(100), stage.passed());
    assertEquals(10, stage.lines(" questions; monitor ").size(), stage.out());
    assertEquals(2, stage.lines(" questions; monitor DEGRADED").size(), "while it is cut off");
    assertEquals(1, stage.lines("12:00:40 -- ").size());
    assertTrue(stage.lines("12:00:40 -- ").get(0).contains(" 1 down, 25 unreachable, 0 unknown"));
    assertEquals(1, stage.lines("Summary after 1m40s").size());
    assertEquals(1, stage.lines("  outage     ").size());
    assertTrue(stage.lines("  outage     ").get(0).endsWith("; 25 of 25 behind it unreachable"));
    assertEquals(1, stage.lines("  flapping   " + loose(1) + ": ").size());
    assertEquals(1, stage.lines("  cut off    we, behind uplink 'fibre': 12:01:0").size());
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
    assertEquals(1, down.stream().filter(of(victim)).count(), stage.out());
    assertEquals(2, down.stream().filter(of(loose(1))).count(), stage.out());
    assertEquals(3, down.size(), stage.out());
    assertEquals(1, stage.lines("\"told\":\"DOWN\"").size(), stage.out());
    assertEquals(1, stage.lines("\"told\":\"FLAPPING\"").stream().filter(of(loose(1))).count());
    assertEquals(
        2, stage.lines("\"to\":\"DOWN\",\"root\":\"" + loose(1) + "\",\"flapping\":true").size());
    assertEquals(
        25,
        stage.lines("\"to\":\"UNREACHABLE\"").stream()
            .filter(line -> line.contains("\"root\":\"" + victim + "\""))
            .count());
    assertEquals(
        319 + 318, stage.lines("\"from\":\"UNKNOWN\",\"to\":\"UP\",\"root\":null,").size());
    assertEquals(1, stage.lines("\"uplink\":\"fibre\",\"lost\":true,").size(), stage.out());
    assertEquals(1, stage.lines("\"uplink\":\"fibre\",\"lost\":false,").size(), stage.out());
    assertTrue(stage.out().lines().allMatch(line -> line.startsWith("{\"at\":")), stage.out());
    assertTrue(stage.err().contains("Summary after 1m40s"), stage.err());
  }

  @Test
  @DisplayName("the board charges the outage to its tower, and shows its smoke")
  void board() {
    assertEquals(0, stage.run("--board"));
    String victim = victim(1);
    assertEquals(1, stage.lines("  " + victim + " cost ").size(), stage.out());
    assertEquals(1, stage.lines("Smoke of " + victim + ", round trips in ms").size());
    assertTrue(stage.lines("   " + victim + " ").get(0).endsWith(" s"), stage.out());
    assertTrue(stage.lines("100.00 %  100.00 %").size() > 8, stage.out());
  }

  @Test
  @DisplayName("health and numbers are served while it runs, where that is wanted")
  void served() {
    assertEquals(0, stage.run("--serve", "0"));
    assertTrue(stage.err().contains("serving http://127.0.0.1:"), stage.err());
  }
}
