package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final StoredLayout PING = layout(Layout.of(PingMetrics.ROUND_TRIP));
  private static final StoredLayout LOSS = layout(Layout.of(PingMetrics.LOSS));

  private final Groups groups = new Groups();

  private static StoredLayout layout(Layout layout) {
    String text = LayoutText.of(layout);
    return new StoredLayout(layout, text, "digest of " + text);
  }

  /** As it lies in a page: with other bytes before and behind it. */
  private int number(String device, StoredLayout layout) {
    byte[] page = ("x" + device + "y").getBytes(StandardCharsets.UTF_8);
    return groups.number(page, 1, page.length - 1, layout);
  }

  @Test
  @DisplayName("a device has one group for each of its layouts, wherever its name is read")
  void byDeviceAndLayout() {
    assertEquals(0, number("tower-é", PING));
    assertEquals(1, number("tower-é", LOSS));
    assertEquals(0, number("tower-é", layout(Layout.of(PingMetrics.ROUND_TRIP))));
    assertEquals(1, number("tower-é", LOSS));

    assertEquals(new Groups.Group("tower-é", LOSS), groups.get(1));
    assertEquals(Set.of("tower-é"), groups.devices());
    assertEquals(Set.of(PING, LOSS), groups.layouts());
  }

  @Test
  @DisplayName("devices are told apart whose names have one hash, or begin with one another")
  void alike() {
    assertEquals(0, number("Aa", PING));
    assertEquals(1, number("BB", PING));
    assertEquals(2, number("A", PING));
    assertEquals(3, number("AaBB", PING));
    assertEquals(4, number("BBAa", PING));
    assertEquals(0, number("Aa", PING));
    assertEquals(1, number("BB", PING));
    assertEquals(4, number("BBAa", PING));
  }

  @Test
  @DisplayName("groups keep their numbers while thousands of others are added")
  void many() {
    for (int i = 0; i < 5_000; i++) {
      assertEquals(i, number("radio-" + i, PING));
    }
    for (int i = 0; i < 5_000; i++) {
      assertEquals(i, number("radio-" + i, PING));
      assertEquals("radio-" + i, groups.get(i).device());
    }
    assertEquals(5_000, groups.devices().size());
  }
}
