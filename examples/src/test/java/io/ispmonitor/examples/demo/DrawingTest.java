package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrawingTest {

  private static Sample sample(double value) {
    return new Sample(Stage.NOON, value, Gap.NONE);
  }

  private static Sample gap(Gap gap) {
    return new Sample(Stage.NOON, Double.NaN, gap);
  }

  @Test
  @DisplayName("a sparkline runs from the least to the most, and silence is no value")
  void sparkline() {
    List<Sample> samples =
        List.of(sample(1), sample(4.5), sample(8), gap(Gap.SILENT), gap(Gap.VOID), sample(1));
    assertEquals("\u2581\u2585\u2588x?\u2581", new Sparkline(true).of(samples, 10));
    assertEquals("_=#x?_", new Sparkline(false).of(samples, 10));
    assertEquals("x?_", new Sparkline(false).of(samples, 3));
    assertEquals("xx", new Sparkline(false).of(List.of(gap(Gap.SILENT), gap(Gap.REFUSED)), 9));
    assertEquals("", new Sparkline(true).of(List.of(), 9));
  }

  @Test
  @DisplayName("a column is exactly as wide as it should be, also with wide and combining letters")
  void columns() {
    assertEquals("ab  ", Columns.left("ab", 4));
    assertEquals("  ab", Columns.right("ab", 4));
    assertEquals("abc~", Columns.left("abcdef", 4));
    assertEquals("\u5854~ ", Columns.left("\u5854\u5854\u5854", 4));
    assertEquals(4, Columns.width(Columns.left("\u5854\u5854\u5854", 4)));
    assertEquals("e\u0301   ", Columns.left("e\u0301", 4));
    assertEquals("", Columns.cut("abc", 0));
    assertEquals("?[31m", Columns.cut("\u001b[31m", 9), "nothing that a terminal would obey");
  }

  @Test
  @DisplayName("round trips have three digits, loss whole percent, and nothing is a dash")
  void cells() {
    assertEquals("0.042 ms", Cells.roundTrip(OptionalDouble.of(0.0000421)));
    assertEquals("4.21 ms", Cells.roundTrip(OptionalDouble.of(0.00421)));
    assertEquals("42.1 ms", Cells.roundTrip(OptionalDouble.of(0.0421)));
    assertEquals("421 ms", Cells.roundTrip(OptionalDouble.of(0.421)));
    assertEquals("-", Cells.roundTrip(OptionalDouble.empty()));
    assertEquals("38%", Cells.loss(OptionalDouble.of(0.375)));
    assertEquals("-", Cells.loss(OptionalDouble.empty()));
  }

  @Test
  @DisplayName("durations are brief in tables and exact in sentences")
  void durations() {
    assertEquals("59s", Durations.brief(Duration.ofSeconds(59)));
    assertEquals("3m05s", Durations.brief(Duration.ofSeconds(185)));
    assertEquals("2h05m", Durations.brief(Duration.ofMinutes(125)));
    assertEquals("4d03h", Durations.brief(Duration.ofHours(99)));
    assertEquals("2 s", Durations.inWords(Duration.ofSeconds(2)));
    assertEquals("31.4 s", Durations.inWords(Duration.ofMillis(31_400)));
  }

  @Test
  @DisplayName("the size of a terminal comes from the environment, and nonsense is not taken")
  void terminalSize() {
    assertEquals(
        new TerminalSize(132, 50), TerminalSize.now(Map.of("COLUMNS", "132", "LINES", "50")));
    assertEquals(new TerminalSize(100, 40), TerminalSize.parse("40 100\n"));
    assertNull(TerminalSize.parse("0 0"));
    assertNull(TerminalSize.parse("many"));
  }

  @Test
  @DisplayName("NO_COLOR is respected, and the locale decides about block characters")
  void terminal() {
    assertTrue(Terminal.isColorWelcome(Map.of("NO_COLOR", "")));
    assertFalse(Terminal.isColorWelcome(Map.of("NO_COLOR", "1")));
    assertTrue(Terminal.isUnicode(Map.of("LANG", "en_US.UTF-8")));
    assertTrue(Terminal.isUnicode(Map.of("LC_CTYPE", "C.utf8", "LANG", "C")));
    assertFalse(Terminal.isUnicode(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8")));
    assertFalse(Terminal.isUnicode(Map.of()));
  }
}
