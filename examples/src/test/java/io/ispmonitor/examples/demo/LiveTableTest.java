package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTableTest {
  private static final String HOME = "\u001b[H";

  private final Stage stage = new Stage();

  /** The frames that were drawn, as lines without escape sequences. */
  private List<List<String>> frames() {
    String screen = stage.out().substring(0, stage.out().indexOf("\u001b[?1049l"));
    return Arrays.stream(screen.split(Pattern.quote(HOME), -1))
        .skip(2) // what comes before the first frame
        .map(frame -> frame.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", ""))
        .map(frame -> frame.lines().toList())
        .toList();
  }

  private void run(int columns, int rows, Duration until) {
    TerminalSize size = new TerminalSize(columns, rows);
    stage.on(new Terminal(() -> size, true, true)).interruptedAfter(until).run();
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"80,24", "132,50", "200,400", "40,10", "10,3", "1,1"})
  @DisplayName("no frame is wider or higher than the terminal")
  void fits(int columns, int rows) {
    run(columns, rows, Duration.ofSeconds(40));
    assertEquals(40, frames().size(), "one a second");
    for (List<String> frame : frames()) {
      assertTrue(frame.size() <= Math.max(1, rows - 1), "lines: " + frame.size());
      frame.forEach(line -> assertTrue(Columns.width(line) <= columns, line));
    }
  }

  @Test
  @DisplayName("the tree shows all points of presence and towers, each tower with its radios")
  void tree() {
    run(80, 24, Duration.ofSeconds(15));
    List<String> frame = frames().get(13);
    for (int pop = 1; pop <= 3; pop++) {
      String start = "pop-" + pop + " ";
      assertEquals(1, frame.stream().filter(line -> line.startsWith(start)).count());
    }
    List<String> towers = frame.stream().filter(line -> line.startsWith("  tower-")).toList();
    assertEquals(12, towers.size(), String.join("\n", frame));
    assertTrue(
        towers.stream().allMatch(line -> line.matches(".* (25 up|2\\d up, \\d degraded)")),
        String.join("\n", towers));
    assertTrue(frame.get(1).startsWith("12:00:14  "), frame.get(1));
    assertTrue(frame.get(1).endsWith(" | monitor HEALTHY"), frame.get(1));
  }

  @Test
  @DisplayName("a dead tower stands in the tree with its radios cut off, and below as the latest")
  void outage() {
    run(100, 30, Duration.ofSeconds(35));
    List<String> frame = frames().get(34);
    String all = String.join("\n", frame);
    assertTrue(
        frame.stream().anyMatch(l -> l.matches("  tower-\\d\\d .*DOWN.*25 unreachable")), all);
    assertTrue(frame.stream().anyMatch(l -> l.matches("    radio-.*UNREACHABLE .*xxx.*")), all);
    assertTrue(frame.stream().anyMatch(l -> l.contains(" is DOWN, 25 behind it: ")), all);
  }

  @Test
  @DisplayName("a flapping radio is marked, whatever its state")
  void flapping() {
    run(100, 30, Duration.ofSeconds(45));
    List<String> frame = frames().get(44);
    String all = String.join("\n", frame);
    assertEquals(1, frame.stream().filter(l -> l.matches("    radio-.* flapping")).count(), all);
  }

  @Test
  @DisplayName("when we are cut off the headline says so, and radios that were asked are unknown")
  void isolation() {
    run(100, 30, Duration.ofSeconds(90));
    List<String> frame = frames().get(74);
    String all = String.join("\n", frame);
    assertTrue(frame.get(2).startsWith("WE ARE CUT OFF behind uplink 'fibre' since 12:01:0"), all);
    assertTrue(frame.stream().anyMatch(l -> l.matches("  tower-.* UNKNOWN .*25 unknown")), all);
    assertTrue(frame.stream().noneMatch(l -> l.contains(" DOWN ")), all);
    assertTrue(frames().get(88).get(2).startsWith("DEVICE "), "and says it no more");
  }

  @Test
  @DisplayName("without colour and block characters the table is plain ASCII")
  void plainAscii() {
    stage
        .on(new Terminal(() -> TerminalSize.USUAL, false, false))
        .interruptedAfter(Duration.ofSeconds(10))
        .run();
    assertFalse(stage.out().contains("\u001b[3"), "no colours");
    assertTrue(stage.out().chars().allMatch(c -> c < 0x7f), "only ASCII");
  }

  @Test
  @DisplayName("the old screen is given back before the summary")
  void givesScreenBack() {
    run(80, 24, Duration.ofSeconds(5));
    int back = stage.out().indexOf("\u001b[?25h\u001b[?1049l");
    assertTrue(back > 0 && back < stage.out().indexOf("Summary after"));
  }

  @Test
  @DisplayName("--plain writes plain lines on a terminal too")
  void plain() {
    stage
        .on(new Terminal(() -> TerminalSize.USUAL, true, true))
        .interruptedAfter(Duration.ofSeconds(15))
        .run("--plain");
    assertFalse(stage.out().contains("\u001b"));
  }
}
