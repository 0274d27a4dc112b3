package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.reachability.DeviceState;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

  private static List<Rule> read(String text) throws IOException {
    return RuleFile.read(new StringReader(text), "rules.json");
  }

  private static List<String> mistakes(String text) {
    return assertThrows(RuleFileException.class, () -> read(text)).mistakes().stream()
        .map(Mistake::toString)
        .toList();
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of("../docs/alerting.md"));
    int begin = page.indexOf("```json\n") + "```json\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  @Test
  @DisplayName("the example of the page is read, fits together and is written back equal")
  void exampleOfThePage() throws IOException {
    List<Rule> rules = read(example());
    assertEquals(10, rules.size());
    assertEquals(10, new Desk(rules.toArray(new Rule[0])).rules.rules().size());
    ThresholdRule low = (ThresholdRule) rules.get(0);
    assertEquals(24.5, low.clear());
    assertEquals(3, low.samples());
    assertEquals(Severity.CRITICAL, low.heading().severity());
    assertEquals(Duration.ofHours(4), low.heading().reminder());
    assertFalse(rules.get(5).heading().isTold());
    assertEquals(rules, read(RuleFile.write(rules)));
  }

  @Test
  @DisplayName("rules of every sort with everything said are written and read back equal")
  void roundTrip() throws IOException {
    List<Rule> rules =
        List.of(
            ThresholdRule.above("a", "m", 1e-3)
                .clear(-1.5e300)
                .instances("eth*")
                .samples(3, 2)
                .holdFor(Duration.ofSeconds(90))
                .keepFiring(Duration.ofNanos(1))
                .severity(Severity.EMERGENCY)
                .devices(
                    DeviceFilter.kind(DeviceKind.POWER)
                        .and(DeviceFilter.ids("x", "y\"\n").negated())
                        .or(DeviceFilter.label("region", "").or(DeviceFilter.every())))
                .label("team", "fi\"eld")
                .runbook(URI.create("https://example.net/a?b=c"))
                .reminder(Duration.ofMillis(90_061_001))
                .summary("{name} \"quoted\" \u00e9 {value}")
                .silent()
                .build(),
            ThresholdRule.below("b", "m", 5).build(),
            ChangeRule.absolute("c", "m", 2).build(),
            ChangeRule.relative("d", "m", 0.5).instances("x").build(),
            ChangeRule.rearming("e", "m", 2, 1).build(),
            AbsenceRule.ofMetric("f", "m", Duration.ofDays(2)).instances("q").build(),
            AbsenceRule.ofProbe("g", "p", Duration.ofMinutes(1)).build(),
            StateRule.in("h", DeviceState.DOWN, DeviceState.UNREACHABLE)
                .holdFor(Duration.ofMinutes(5))
                .keepFiring(Duration.ofMinutes(1))
                .build(),
            ObservationRule.of("i", "*", "linkDown").clearedBy("linkUp").build(),
            ObservationRule.of("j", "mqtt", "*").build(),
            CompositeRule.allOf("k", "a", "b").build(),
            CompositeRule.anyOf("l", "a", "b", "k").build(),
            CompositeRule.atLeast(2, "m", "a", "b", "e").build());
    assertEquals(rules, read(RuleFile.write(rules)));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  @DisplayName("any threshold is written and read back equal")
  void anyRoundTrip(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      List<Rule> rules = List.of(RandomSeriesTest.anyRule(random));
      assertEquals(rules, read(RuleFile.write(rules)));
    }
  }

  @Test
  @DisplayName("all mistakes are told at once, in the order of the file, with what would be right")
  void mistakesAtOnce() {
    String text =
        """
        {"rules": [
          {"id": "low", "type": "threshold", "metric": "power.voltage",
           "below": "24", "for": "5 minutes",
           "severity": "critcal",
           "clera": 25,
           "samples": 1.5,
           "devices": {"knd": "tower"}},
          {"id": "low", "type": "state", "states": ["dwon"]},
          {"id": "x", "type": "treshold"},
          {"id": "all", "type": "composite", "all": ["low", "lwo"]},
          {"type": "observation", "event": "a", "event": "b", "told": "no"},
          7
        ]}
        """;
    assertEquals(
        List.of(
            "rules.json:3:13 rules[0].below = \"24\": must be a number, such as 24.5",
            "rules.json:3:26 rules[0].for = \"5 minutes\": must be a time such as \"90s\", \"5m\","
                + " \"1h 30m\" or \"PT5M\"",
            "rules.json:4:16 rules[0].severity = \"critcal\": is not known; did you mean"
                + " 'critical'?",
            "rules.json:5:13 rules[0].clera = 25: there is no such field; did you mean 'clear'?",
            "rules.json:6:15 rules[0].samples = 1.5: must be a whole number from 1 on",
            "rules.json:7:15 rules[0].devices = {...}: one of these is needed: every, ids, kind,"
                + " label, anyOf, allOf, not",
            "rules.json:7:23 rules[0].devices.knd = \"tower\": there is no such field; did you mean"
                + " 'kind'?",
            "rules.json:8:10 rules[1].id = \"low\": another rule has this id; give each its own",
            "rules.json:8:45 rules[1].states = \"dwon\": is not known; did you mean 'down'?",
            "rules.json:9:23 rules[2].type = \"treshold\": is not known; did you mean"
                + " 'threshold'?",
            "rules.json:10:10 rules[3] = \"all\": rule all: member 'lwo' is no rule; did you mean"
                + " 'low'?",
            "rules.json:11:3 rules[4].id = {...}: is missing; it must be a text",
            "rules.json:11:41 rules[4].event = \"b\": this field stands here twice; leave one out",
            "rules.json:11:63 rules[4].told = \"no\": must be true or false",
            "rules.json:12:3 rules[5] = 7: must be an object, with id and type"),
        mistakes(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the file is empty",
        "[]|must be an object",
        "{\"rules\": [}|this is no JSON",
        "{\"rules\": []} 7|something follows the end",
        "{\"ruels\": []}|did you mean 'rules'?",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"threshold\", \"metric\": \"m\", \"above\": 1,"
            + " \"clear\": 2}]}|the clear level must not be above the trigger level 1.0, was 2.0",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"threshold\", \"metric\": \"m\", \"above\": 1,"
            + " \"below\": 2}]}|only one of these may be there: above, below",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"threshold\", \"metric\": \"m\", \"above\":"
            + " 1e999}]}|must be a number",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"composite\", \"all\": [\"a\"]}]}|a member of"
            + " itself",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"absence\", \"metric\": \"m\", \"for\":"
            + " \"0s\"}]}|must be more than zero",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"absence\", \"metric\": \"m\", \"for\":"
            + " \"99999999999d\"}]}|at most 366 days",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"state\", \"states\": []}]}|it is for no state",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"composite\", \"any\": []}]}|1 to 100 members",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"observation\", \"event\": \"e\", \"summary\":"
            + " \"{valeu}\"}]}|there is no fact",
        "{\"rules\": [{\"id\": \"a\", \"type\": \"observation\", \"event\": \"e\", \"devices\":"
            + " {\"kind\": \"\"}}]}|device kind",
        "{\"rules\": null}|must be a list",
      })
  @DisplayName("what cannot be is refused with a reason")
  void refused(String text, String reason) {
    List<String> mistakes = mistakes(text);
    assertTrue(String.join("\n", mistakes).contains(reason), mistakes::toString);
  }

  @Test
  @DisplayName("a file that is too deep, too large or no UTF-8 is refused")
  void bounds(@TempDir Path directory) throws IOException {
    assertTrue(mistakes("[".repeat(100_000)).get(0).contains("this is no JSON"));
    String deep = "{\"not\":".repeat(12) + "{\"every\": true}" + "}".repeat(12);
    String rule = "{\"id\": \"a\", \"type\": \"observation\", \"event\": \"e\", \"devices\": ";
    String nested = "{\"rules\": [" + rule + deep + "}]}";
    assertTrue(mistakes(nested).get(0).contains("nested 8 deep"), mistakes(nested)::toString);
    assertTrue(mistakes(" ".repeat(5_000_000)).get(0).contains("this is no JSON"));
    Path file = directory.resolve("latin.json");
    Files.write(file, "{\"rules\": [\"\u00e9\"]}".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        assertThrows(RuleFileException.class, () -> RuleFile.read(file))
            .mistakes()
            .get(0)
            .words()
            .contains("UTF-8"));
  }

  @Test
  @DisplayName("no text with a few characters lost or changed ends in anything but mistakes")
  void mutations() throws IOException {
    String example = example();
    SplittableRandom random = new SplittableRandom(31);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder(example);
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.setCharAt(at, "{}[]\",:x0-. \n\u202e".charAt(random.nextInt(14)));
        }
      }
      try {
        read(text.toString());
      } catch (RuleFileException e) {
        refused++;
        assertFalse(e.mistakes().isEmpty());
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "5m,300", "1h 30m,5400", "1h30m,5400", "2d,172800", "PT5M,300"})
  @DisplayName("times are read as people write them")
  void times(String text, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), Times.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "5 m", "5M", "-5m", "1.5h", "5m x", "P", "5m\u0660s"})
  @DisplayName("what is no time is not taken for one")
  void noTimes(String text) {
    assertTrue(Times.parse(text).isEmpty());
  }

  @Test
  @DisplayName("every time of whole nanoseconds is written and read back equal")
  void timesBack() {
    SplittableRandom random = new SplittableRandom(41);
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      times.add(Duration.ofMillis(random.nextLong(30_000_000_000L)).plusNanos(random.nextInt(3)));
    }
    assertEquals(
        times, times.stream().map(time -> Times.parse(Times.write(time)).orElseThrow()).toList());
  }

  @Test
  @DisplayName("an address of a runbook is kept without characters that deceive the eye")
  void runbookInAscii() throws IOException {
    String text =
        """
        {"rules": [{"id": "a", "type": "observation", "event": "e",
          "runbook": "https://wiki.example.net/\u202egnp.exe"}]}
        """;
    List<Rule> rules = read(text);
    assertEquals(
        URI.create("https://wiki.example.net/%E2%80%AEgnp.exe"), rules.get(0).heading().runbook());
    assertEquals(rules, read(RuleFile.write(rules)));
  }

  @Test
  @DisplayName("the longest names of labels are written and read back equal")
  void longLabels() throws IOException {
    List<Rule> rules =
        List.of(ChangeRule.absolute("a", "m", 1).label("k".repeat(1_000), "v").build());
    assertEquals(rules, read(RuleFile.write(rules)));
  }

  @Test
  @DisplayName("of very many mistakes a thousand are told, and similar words are sought for a few")
  void manyMistakes() {
    StringBuilder text = new StringBuilder("{\"rules\": [");
    for (int rule = 0; rule < 140; rule++) {
      text.append("{\"id\": \"").append("a".repeat(57)).append(rule);
      text.append("\", \"type\": \"composite\", \"any\": [");
      for (int member = 0; member < 100; member++) {
        text.append(member == 0 ? "\"" : ", \"").append("b".repeat(58)).append(member).append('"');
      }
      text.append("]}, ");
    }
    List<String> mistakes = mistakes(text.append("7, ".repeat(850)).append("7]}").toString());
    assertEquals(140 + 851, mistakes.size());
    assertEquals(30, mistakes.stream().filter(is -> is.contains("none of them similar")).count());
    assertEquals(1_000, mistakes("{\"rules\": [" + "7, ".repeat(4_000) + "7]}").size());
  }

  @Test
  @DisplayName("half a million values are more than a file may hold")
  void manyValues() {
    String text = "{\"rules\": [" + "0,".repeat(500_000) + "0]}";
    assertTrue(mistakes(text).get(0).contains("more than 500000 values are not taken"));
  }
}
