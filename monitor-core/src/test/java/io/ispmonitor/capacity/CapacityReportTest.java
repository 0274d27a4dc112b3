package io.ispmonitor.capacity;

import static io.ispmonitor.capacity.SmallNetwork.SPEED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.capacity.Tags.Tag;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.SeriesKey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapacityReportTest {
  private static final List<String> HOSTILE =
      List.of(
          "=HYPERLINK(\"http://evil.example\",\"x\")",
          "+1+cmd|' /C calc'!A0",
          "-2+3",
          "@SUM(A1)",
          " \t=1+1",
          "\uff1d1+1",
          "a,b\"c\r\nd;e",
          "x;=cmd",
          "x; \"+1;y,-2",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "</title></svg><iframe src='//evil.example'>",
          "]]>&amp;<!--",
          "\u202etxt.exe\0\u0007",
          "\ud800");

  private static CapacityReport hostile() {
    SmallNetwork network = new SmallNetwork(ZoneId.of("UTC"));
    network.inventory.add(Device.named("-2+3=<b>").name("=1+1<script>").build());
    for (String name : HOSTILE) {
      network.hourly(
          SeriesKey.of("-2+3=<b>", "storage.used", name), 30, (day, hour) -> 0.1 + 0.01 * day);
    }
    network.hourly(SeriesKey.of("-2+3=<b>", "device.uptime"), 30, (day, hour) -> hour);
    network.hourly(
        SeriesKey.of("-2+3=<b>", "wireless.signal", "<u>&"), 30, (day, hour) -> -60 - day);
    return network.report(30);
  }

  private static String plans(CapacityReport report) {
    StringBuilder out = new StringBuilder();
    CapacityCsv.writePlans(report, out);
    return out.toString();
  }

  private static String failures(CapacityReport report) {
    StringBuilder out = new StringBuilder();
    CapacityCsv.writeFailures(report, out);
    return out.toString();
  }

  private static String page(CapacityReport report) {
    StringBuilder out = new StringBuilder();
    CapacityPage.write(report, out);
    return out.toString();
  }

  /** Reads CSV as RFC 4180 has it, with every cell in quotes. */
  private static List<List<String>> read(String csv) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    int at = 0;
    while (at < csv.length()) {
      assertEquals('"', csv.charAt(at), "at " + at);
      StringBuilder cell = new StringBuilder();
      for (at++; csv.charAt(at) != '"' || csv.startsWith("\"\"", at); at++) {
        cell.append(csv.charAt(at));
        at += csv.charAt(at) == '"' ? 1 : 0;
      }
      line.add(cell.toString());
      at++;
      if (csv.startsWith("\r\n", at)) {
        lines.add(line);
        line = new ArrayList<>();
        at += 2;
      } else {
        assertEquals(',', csv.charAt(at++));
      }
    }
    return lines;
  }

  @Test
  @DisplayName("the CSV is read back cell by cell, and no name is a formula or a line of its own")
  void csv() {
    CapacityReport report = hostile();
    for (String csv : List.of(plans(report), failures(report))) {
      List<List<String>> lines = read(csv);
      for (List<String> line : lines) {
        assertEquals(lines.get(0).size(), line.size(), line::toString);
        for (String cell : line) {
          boolean isNumber = cell.matches("-?[0-9]+(\\.[0-9]+)?");
          assertFalse(cell.matches("(?s).*[;,][\\s\"]*[=+\\-@|%\uff1d].*"), cell);
          assertTrue(isNumber || !cell.matches("(?s)\\s*[=+\\-@|%\uff1d].*"), cell);
          assertFalse(cell.matches("(?s).*[\\x00-\\x1f].*"), cell);
        }
      }
    }
    List<List<String>> lines = read(plans(report));
    assertEquals(HOSTILE.size() + 2, lines.size());
    assertEquals("'-2+3=<b>", lines.get(1).get(0));
    assertEquals("'=1+1<script>", lines.get(1).get(1));
  }

  @Test
  @DisplayName("figures are plain numbers, empty where there are none, and the same wherever it is")
  void figures() {
    SmallNetwork network = SmallNetwork.ofTower();
    network.hourly(SmallNetwork.IN, 56, (day, hour) -> 1e9 / 3 + 1e6 * day);
    List<List<String>> lines = read(plans(network.report(56)));
    List<String> names = lines.get(0);
    List<String> line = lines.get(1);
    assertEquals("", line.get(names.indexOf("capacity")));
    assertEquals("NOT_ENOUGH_DATA", line.get(names.indexOf("outcome")));
    assertEquals("389333000", line.get(names.indexOf("now")));
    assertEquals("1000000", line.get(names.indexOf("per_day")));
    network.hourly(SPEED, 56, (day, hour) -> 1e9);
    line = read(plans(network.report(56))).get(1);
    assertEquals("800000000", line.get(names.indexOf("limit")));
    assertEquals("IN_DAYS", line.get(names.indexOf("outcome")));
    assertEquals("410.667", line.get(names.indexOf("days_left")));
  }

  @Test
  @DisplayName("the page is well-formed, with no element or attribute that a name brought")
  void page() {
    List<String> known =
        List.of(
            "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th",
            "td", "svg", "rect", "line", "circle", "text");
    List<String> attributes =
        List.of(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "viewBox",
            "role",
            "class",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "width",
            "height",
            "text-anchor");
    String page = page(hostile());
    for (Tag tag : Tags.of(page)) {
      assertTrue(known.contains(tag.name()), tag::name);
      assertTrue(attributes.containsAll(tag.attributes().keySet()), tag::toString);
    }
    assertEquals(HOSTILE.size() + 1, Tags.of(page, "svg").size());
    assertEquals(30 * (HOSTILE.size() + 1), Tags.of(page, "circle").size());
    assertTrue(page.contains("=1+1&lt;script&gt;"));
  }

  @Test
  @DisplayName("the page loads nothing, runs nothing, and draws no NaN")
  void selfContained() {
    CapacityReport report = hostile();
    String page = page(report);
    assertTrue(page.contains("default-src 'none'"));
    assertTrue(page.contains("prefers-color-scheme: dark"));
    for (String word :
        List.of("<script", "src=\"", "href=", "url(", "@import", "NaN", "Infinity")) {
      assertFalse(page.contains(word), word);
    }
    assertFalse(plans(report).contains("NaN"));
  }

  @Test
  @DisplayName("dots lie inside of the frame, and what rises goes up")
  void inside() {
    SmallNetwork network = SmallNetwork.ofTower();
    network.hourly(SeriesKey.of("tower", "storage.used", "/"), 30, (day, hour) -> 0.1 + 0.01 * day);
    List<Tag> dots = Tags.of(page(network.report(30)), "circle");
    assertEquals(30, dots.size());
    double before = 149;
    for (Tag dot : dots) {
      double x = dot.number("cx");
      double y = dot.number("cy");
      assertTrue(x >= 80 && x <= 710 && y >= 10 && y < before, x + ", " + y);
      before = y;
    }
  }

  @Test
  @DisplayName("a page has no more charts than asked for and says how many are left out")
  void bounded() {
    StringBuilder out = new StringBuilder();
    CapacityPage.write(hostile(), 3, out);
    assertEquals(3, Tags.of(out.toString(), "svg").size());
    int left = HOSTILE.size() + 1 - 3;
    assertTrue(out.toString().contains(left + " beyond the number of charts"), out::toString);
    assertThrows(IllegalArgumentException.class, () -> CapacityPage.write(hostile(), -1, out));
  }

  @Test
  @DisplayName("an empty network makes an empty report")
  void empty() {
    CapacityReport report = new SmallNetwork(ZoneId.of("UTC")).report(10);
    assertEquals(1, read(plans(report)).size());
    assertEquals(0, Tags.of(page(report), "svg").size());
  }

  @Test
  @DisplayName("only the most urgent plans keep their days, and only these are drawn")
  void light() {
    SmallNetwork network = SmallNetwork.ofTower();
    for (int i = 0; i < 8; i++) {
      int disk = (i * 3) % 8; // so that they do not come in their order
      network.hourly(
          SeriesKey.of("tower", "storage.used", "/" + disk),
          30,
          (day, hour) -> 0.5 + 0.01 * day - 0.01 * disk);
    }
    CapacityReport all = network.report(30);
    CapacityReport light = network.report(30, planner -> planner.charts(3));
    assertEquals(
        List.of("/0", "/1", "/2"),
        light.plans().stream()
            .filter(plan -> !plan.days().isEmpty())
            .map(plan -> plan.series().instance())
            .toList());
    assertEquals(all.plans().subList(0, 3), light.plans().subList(0, 3));
    assertEquals(plans(all), plans(light), "the table has all of them");
    assertEquals(3, Tags.of(page(light), "svg").size());
    assertTrue(page(light).contains("5 beyond the number of charts"));
    assertEquals(0, Tags.of(page(network.report(30, it -> it.charts(0))), "svg").size());
    assertThrows(IllegalArgumentException.class, () -> network.report(30, it -> it.charts(-1)));
  }

  @Test
  @DisplayName("tables go line by line to whatever takes text, and its failure is told")
  void appendable() throws IOException {
    CapacityReport report = hostile();
    StringWriter out = new StringWriter();
    CapacityCsv.writePlans(report, out);
    assertEquals(plans(report), out.toString());
    out.getBuffer().setLength(0);
    CapacityCsv.writeFailures(report, out);
    assertEquals(failures(report), out.toString());
    Writer closed = new BufferedWriter(new StringWriter());
    closed.close();
    assertThrows(IOException.class, () -> CapacityCsv.writePlans(report, closed));
  }
}
