package io.ispmonitor.device;

import static io.ispmonitor.device.InventoryTest.assertRefused;
import static io.ispmonitor.device.InventoryTest.device;
import static io.ispmonitor.device.InventoryTest.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InventorySyncTest {
  private final Inventory inventory = new Inventory();

  @Test
  @DisplayName("a sync adds, changes and removes, and says what it did")
  void makesEqual() {
    inventory.addAll(List.of(device("a"), device("b", "a"), device("c", "a"), device("d", "c")));
    InventoryDiff diff =
        inventory.sync(
            List.of(device("e", "b"), device("a"), device("b", "a"), device("d", "e")), 0.5);

    assertEquals(List.of("e"), ids(diff.added()));
    assertEquals(List.of("d"), ids(diff.changed()));
    assertEquals(List.of("c"), ids(diff.removed()));
    assertEquals(2, diff.unchanged());
    assertEquals(List.of("a", "b", "d", "e"), ids(inventory.devices()));
    assertEquals(List.of("e", "b", "a"), ids(inventory.ancestors("d")));
    assertEquals(List.of("b"), ids(inventory.children("a")));
  }

  @Test
  @DisplayName("what is equal is not touched")
  void untouched() {
    Device before = device("a");
    inventory.add(before);

    assertTrue(inventory.sync(List.of(device("a"))).isEmpty());
    assertSame(before, inventory.find("a").orElseThrow());
  }

  @Test
  @DisplayName("too many removals at once are refused with the numbers and what to do")
  void refusesAccident() {
    List<Device> hundred = devices(100);
    inventory.addAll(hundred);

    assertRefused(
        "sync would remove 11 of 100 devices ('d0', 'd1', 'd2', 'd3', 'd4' and 6 more), and at "
            + "most a share of 0.1 may go; if this is meant, pass a maxRemovedShare of 0.11",
        () -> inventory.sync(hundred.subList(11, 100)));
    assertEquals(100, inventory.size());
    assertEquals(11, inventory.sync(hundred.subList(11, 100), 0.11).removed().size());
  }

  @Test
  @DisplayName("the share itself may go, and every share the sentence names works")
  void shareIsInclusive() {
    List<Device> hundred = devices(100);
    for (int removed = 1; removed <= 100; removed++) {
      inventory.sync(hundred, 1.0);
      assertEquals(
          removed, inventory.sync(hundred.subList(removed, 100), removed / 100.0).removed().size());
    }
  }

  @Test
  @DisplayName("one of a few may go, but not the last one")
  void smallInventory() {
    inventory.addAll(List.of(device("a"), device("b")));
    inventory.sync(List.of(device("a")));

    assertRefused(
        "sync would remove 1 of 1 devices ('a'), and at most a share of 0.1 may go; if this is "
            + "meant, pass a maxRemovedShare of 1.0",
        () -> inventory.sync(List.of()));
    assertEquals(List.of("b"), ids(inventory.sync(List.of(device("b"))).added()));
    inventory.sync(List.of(), 1.0);
    assertEquals(0, inventory.size());
  }

  @Test
  @DisplayName("a share of 0 removes nothing")
  void shareOfZero() {
    inventory.addAll(devices(50));

    assertRefused(
        "sync would remove 1 of 50 devices ('d0'), and at most a share of 0.0 may go; if this is "
            + "meant, pass a maxRemovedShare of 0.02",
        () -> inventory.sync(devices(50).subList(1, 50), 0));
    assertRefused(
        "sync: maxRemovedShare must be from 0 to 1, was 1.5", () -> inventory.sync(List.of(), 1.5));
    assertRefused(
        "sync: maxRemovedShare must be from 0 to 1, was NaN",
        () -> inventory.sync(List.of(), Double.NaN));
  }

  @Test
  @DisplayName("a parent that the sync does not name is missing, also if it is there now")
  void parentsMustStay() {
    inventory.addAll(List.of(device("a"), device("b", "a")));

    assertRefused(
        "device 'b' names the parent 'a', which is not among the devices given; a sync names every "
            + "device that is to stay",
        () -> inventory.sync(List.of(device("b", "a")), 1.0));
  }

  @Test
  @DisplayName("a sync may turn a hierarchy round, but not close a circle")
  void turnsRound() {
    inventory.addAll(List.of(device("a"), device("b", "a")));
    inventory.sync(List.of(device("a", "b"), device("b")));

    assertEquals(List.of("a"), ids(inventory.children("b")));
    assertEquals(List.of(), ids(inventory.children("a")));
    assertRefused(
        "device 'a' names the parent 'b', which closes the circle a -> b -> a; leave one of these "
            + "dependencies out",
        () -> inventory.sync(List.of(device("a", "b"), device("b", "a"))));
  }

  @Test
  @DisplayName("a sync of nothing into nothing is no accident")
  void empty() {
    assertTrue(inventory.sync(List.of()).isEmpty());
  }

  private static List<Device> devices(int count) {
    List<Device> devices = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> devices.add(device("d" + i)));
    return devices;
  }
}
