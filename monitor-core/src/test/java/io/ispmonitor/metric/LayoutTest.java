package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final Metric OCTETS = Metric.counter("if.octets", Unit.BYTES);

  @Test
  @DisplayName("a column is found by metric and instance")
  void indexOf() {
    Layout layout =
        Layout.of(
            List.of(
                new Layout.Column(OCTETS, "eth0"),
                new Layout.Column(OCTETS, "eth1"),
                new Layout.Column(OCTETS, "")));

    assertEquals(1, layout.indexOf("if.octets", "eth1"));
    assertEquals(2, layout.indexOf("if.octets", ""));
    assertEquals(Layout.NO_COLUMN, layout.indexOf("if.octets", "eth2"));
    assertEquals(Layout.NO_COLUMN, layout.indexOf("if.errors", "eth0"));
    assertEquals("[if.octets[eth0], if.octets[eth1], if.octets]", layout.toString());
  }

  @Test
  @DisplayName("no two columns are the same series, also where the metrics differ in the unit")
  void twice() {
    assertThrows(IllegalArgumentException.class, () -> Layout.of(OCTETS, OCTETS));
    assertThrows(
        IllegalArgumentException.class,
        () -> Layout.of(OCTETS, Metric.gauge("if.octets", Unit.COUNT, 1)));
  }

  @Test
  @DisplayName("the list it was made from can change without it")
  void copies() {
    List<Layout.Column> columns = new ArrayList<>(List.of(new Layout.Column(OCTETS, "")));
    Layout layout = Layout.of(columns);
    columns.clear();

    assertEquals(1, layout.size());
    assertEquals(0, Layout.EMPTY.size());
  }
}
