package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OnceRunTest {
  private static final List<String> OPTIONS =
      List.of(
          "--targets",
          "--interval",
          "--timeout",
          "--count",
          "--once",
          "--json",
          "--csv",
          "--duration",
          "--seed",
          "--plain",
          "--snmp-community-file",
          "--snmp-user",
          "--snmp-auth",
          "--snmp-priv",
          "--snmp-port",
          "--help");

  @TempDir Path folder = Path.of("");

  private final Stage stage = new Stage();

  @Test
  @DisplayName("all up is 0, and comes as soon as all have answered")
  void allUp() {
    assertEquals(0, stage.run("--targets", "192.0.2.1,192.0.2.2", "--once"));
    assertTrue(stage.passed().compareTo(Duration.ofSeconds(1)) < 0, "took " + stage.passed());
    assertEquals(1, stage.lines("2 of 2 devices up").size(), stage.out());
    assertTrue(stage.lines("192.0.2.1 ").get(0).matches(".* UP +1.00 ms  loss +0%"), stage.out());
  }

  @Test
  @DisplayName("one silent is 1, and was asked three times before")
  void oneDown() {
    stage.probe.set("192.0.2.2", ScriptedProbe.silent());
    assertEquals(1, stage.run("--targets", "192.0.2.1,192.0.2.2", "--once"));
    assertEquals(3, stage.probe.asked("192.0.2.2").size());
    assertTrue(stage.lines("192.0.2.2 ").get(0).contains(" DOWN "), stage.out());
    assertEquals(1, stage.lines("1 of 2 devices up").size());
  }

  @Test
  @DisplayName("one of which nothing can be learnt is 1 too, and ends in time")
  void unknown() {
    stage.probe.set("192.0.2.2", ScriptedProbe.broken("no route in this test"));
    assertEquals(1, stage.run("--targets", "192.0.2.1,192.0.2.2", "--once"));
    assertTrue(stage.lines("192.0.2.2 ").get(0).contains(" UNKNOWN "), stage.out());
    assertTrue(
        stage
            .lines("192.0.2.2 ")
            .get(0)
            .endsWith("nothing valid was heard: no route in this test"));
    assertTrue(stage.passed().compareTo(Duration.ofSeconds(20)) < 0, "took " + stage.passed());
  }

  @Test
  @DisplayName("bad use is 2, with one sentence on the error stream and nothing else")
  void badUse() {
    assertEquals(2, stage.run("--targets", "192.0.2.300", "--once"));
    assertEquals("", stage.out());
    assertEquals(1, stage.err().lines().count(), stage.err());
    assertTrue(stage.err().contains("--help"), stage.err());
  }

  @Test
  @DisplayName("as JSON each device is a line with null for what is not known")
  void json() {
    stage.probe.set("192.0.2.2", ScriptedProbe.silent());
    assertEquals(1, stage.run("--targets", "192.0.2.1,192.0.2.2", "--once", "--json"));
    List<String> lines = stage.out().lines().toList();
    assertEquals(2, lines.size(), stage.out());
    assertTrue(
        lines
            .get(0)
            .matches(
                "\\{\"id\":\"192.0.2.1\",\"address\":\"192.0.2.1\",\"state\":\"UP\","
                    + "\"rtt\":0.001\\d*,\"loss\":0.0}"),
        lines.get(0));
    assertTrue(lines.get(1).endsWith("\"state\":\"DOWN\",\"rtt\":null,\"loss\":1.0}"));
  }

  @Test
  @DisplayName("a target named twice is asked once, and that is said")
  void repeated() {
    assertEquals(0, stage.run("--targets", "192.0.2.1,192.0.2.1", "--once"));
    assertTrue(stage.err().startsWith("1 target named again"), stage.err());
    assertEquals(1, stage.probe.asked().size());
  }

  @Test
  @DisplayName("a host name is shown with the address it was resolved to")
  void hostName() {
    assertEquals(0, stage.run("--targets", "localhost", "--once", "--json"));
    assertFalse(stage.out().contains("\"address\":null"), stage.out());
    assertTrue(stage.out().startsWith("{\"id\":\"localhost\","), stage.out());
  }

  @Test
  @DisplayName("long work says how far it has come, on the error stream")
  void progress() {
    assertEquals(0, stage.run("--targets", "10.0.0.0/18", "--once", "--json"));
    assertEquals(16_382, stage.out().lines().count());
    assertTrue(
        stage.err().lines().allMatch(line -> line.matches("judged [\\d,]+ of 16,382 devices, .*")),
        stage.err());
    assertTrue(stage.err().lines().count() >= 1);
  }

  @Test
  @DisplayName("outcomes go to a CSV file beside")
  void csv() throws IOException {
    Path file = folder.resolve("rows.csv");
    assertEquals(0, stage.run("--targets", "192.0.2.1", "--once", "--csv", file.toString()));
    List<String> rows = Files.readAllLines(file);
    assertEquals(2, rows.size(), rows.toString());
    assertTrue(rows.get(1).contains(",192.0.2.1,192.0.2.1,answered,0.001,0.0"), rows.get(1));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("a CSV file that cannot be written is 2, with a sentence, after the results")
  void csvFails() {
    assertEquals(2, stage.run("--targets", "192.0.2.1", "--once", "--csv", "/dev/full"));
    assertEquals(1, stage.lines("1 of 1 device up").size());
    assertTrue(stage.err().startsWith("--csv /dev/full could not be written"), stage.err());
  }

  @Test
  @DisplayName("the simulated provider can be asked once too")
  void simulated() {
    assertEquals(0, stage.run("--once"));
    assertEquals(1, stage.lines("319 of 319 devices up").size(), stage.err());
  }

  @Test
  @DisplayName("help is 0 and names every option")
  void help() {
    assertEquals(0, stage.run("--help"));
    for (String option : OPTIONS) {
      assertEquals(1, stage.lines("  " + option + " ").size(), option);
    }
  }
}
