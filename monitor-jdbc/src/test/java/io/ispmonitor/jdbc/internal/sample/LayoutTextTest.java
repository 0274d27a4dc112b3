package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayoutTextTest {
  private static final Metric RATE = Metric.rate("if.in.rate", Unit.BITS_PER_SECOND, 0.1 + 0.2);
  private static final Metric OCTETS = Metric.counter("if.in.octets", Unit.BYTES);

  @Test
  @DisplayName("a layout comes back as it was, whatever its instances are called")
  void comesBack() {
    for (String instance : List.of("", "eth0/1.7", "ліс", "\"\\\n\0", "\ud83d", "\ud83d\udd25")) {
      Layout layout =
          Layout.of(List.of(new Layout.Column(RATE, instance), new Layout.Column(OCTETS, "x")));
      byte[] packed = LayoutText.pack(LayoutText.of(layout));
      assertEquals(layout, LayoutText.layout(LayoutText.unpack(packed)), instance);
    }
  }

  @Test
  @DisplayName("the layout of 24 interfaces takes less than 600 bytes in a spool")
  void small() {
    Layout layout =
        Layout.of(
            IntStream.range(0, 120)
                .mapToObj(
                    i -> new Layout.Column(i % 2 == 0 ? RATE : OCTETS, "GigabitEthernet0/" + i))
                .toList());
    int length = LayoutText.pack(LayoutText.of(layout)).length;
    assertTrue(length < 600, () -> length + " bytes");
  }

  @Test
  @DisplayName("what is no layout is refused")
  void refused() {
    for (String bad : List.of("", "{}", "[", "[{}]", "[{\"metric\":\"a\"}]", "[1]", "nonsense")) {
      assertThrows(IllegalArgumentException.class, () -> LayoutText.layout(bad), bad);
    }
    assertThrows(IllegalArgumentException.class, () -> LayoutText.unpack(new byte[] {1, 2, 3}));
  }
}
