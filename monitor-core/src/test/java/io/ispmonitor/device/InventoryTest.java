package io.ispmonitor.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private final Inventory inventory = new Inventory();

  @Test
  @DisplayName("a device that was added is found, with its parents and children")
  void addedIsFound() {
    inventory.add(device("tower"));
    InventoryDiff diff = inventory.add(device("radio", "tower"));

    assertEquals(List.of("radio"), ids(diff.added()));
    assertEquals(1, diff.unchanged());
    assertEquals("radio", inventory.find("radio").orElseThrow().id());
    assertEquals(List.of("radio"), ids(inventory.children("tower")));
    assertEquals(List.of("tower"), ids(inventory.ancestors("radio")));
    assertEquals(List.of("tower"), ids(inventory.roots()));
    assertTrue(inventory.find("tower-9").isEmpty());
  }

  @Test
  @DisplayName("children may come before their parents in one call")
  void childrenFirst() {
    inventory.addAll(List.of(device("cpe", "radio"), device("radio", "tower"), device("tower")));

    assertEquals(List.of("cpe", "radio", "tower"), ids(inventory.devices()));
    assertEquals(List.of("radio", "cpe"), ids(inventory.descendants("tower")));
    assertEquals(List.of("radio", "tower"), ids(inventory.ancestors("cpe")));
  }

  @Test
  @DisplayName("one bad device keeps the whole call out")
  void allOrNothing() {
    inventory.add(device("tower"));

    assertRefused(
        "device 'radio' names the parent 'mast', which is not in the inventory; "
            + "add it first or in the same call",
        () -> inventory.addAll(List.of(device("cpe", "tower"), device("radio", "mast"))));
    assertEquals(List.of("tower"), ids(inventory.devices()));
    assertEquals(List.of(), inventory.children("tower"));
  }

  @Test
  @DisplayName("an id is taken only once")
  void duplicates() {
    inventory.add(device("tower"));

    assertRefused(
        "device 'tower' is in the inventory already; change it or choose another id",
        () -> inventory.add(device("tower")));
    assertRefused(
        "device 'radio' is given twice; ids must be unique",
        () -> inventory.addAll(List.of(device("radio"), device("radio"))));
  }

  @Test
  @DisplayName("a circle within one call is named")
  void circleInOneCall() {
    assertRefused(
        "device 'a' names the parent 'c', which closes the circle a -> c -> b -> a; "
            + "leave one of these dependencies out",
        () ->
            inventory.addAll(
                List.of(device("x", "a"), device("a", "c"), device("b", "a"), device("c", "b"))));
    assertEquals(0, inventory.size());
  }

  @Test
  @DisplayName("a move that closes a circle is named and refused")
  void circleByMove() {
    inventory.addAll(List.of(device("a"), device("b", "a"), device("c", "b")));

    assertRefused(
        "device 'a' names the parent 'c', which closes the circle a -> c -> b -> a; "
            + "leave one of these dependencies out",
        () -> inventory.move("a", List.of(Dependency.on("c"))));
    assertEquals(List.of(), inventory.ancestors("a"));
  }

  @Test
  @DisplayName("a chain of 100,000 devices is checked without a deep stack, and a long circle cut")
  void longChain() {
    int length = 100_000;
    List<Device> chain = new ArrayList<>();
    chain.add(device("d0"));
    IntStream.range(1, length).forEach(i -> chain.add(device("d" + i, "d" + (i - 1))));
    inventory.addAll(chain);

    assertEquals(length - 1, inventory.ancestors("d" + (length - 1)).size());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> inventory.move("d0", List.of(Dependency.on("d" + (length - 1)))));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("-> (99980 more) -> d0;"), message);
  }

  @Test
  @DisplayName("a change replaces the device and keeps its place and its children")
  void change() {
    inventory.addAll(List.of(device("tower"), device("radio", "tower"), device("mast")));
    InventoryDiff diff = inventory.change(Device.named("tower").name("North Hill").build());

    assertEquals("North Hill", diff.changed().get(0).name());
    assertEquals(2, diff.unchanged());
    assertEquals(List.of("tower", "radio", "mast"), ids(inventory.devices()));
    assertEquals(List.of("radio"), ids(inventory.children("tower")));
  }

  @Test
  @DisplayName("a change to what is there already is no change")
  void changeToTheSame() {
    inventory.add(device("tower"));
    inventory.listen(diff -> assertFalse(true, "must not be called"));

    assertTrue(inventory.change(device("tower")).isEmpty());
  }

  @Test
  @DisplayName("a moved device takes its children along")
  void move() {
    inventory.addAll(
        List.of(device("t1"), device("t2"), device("radio", "t1"), device("cpe", "radio")));
    inventory.move("radio", List.of(Dependency.on("t2")));

    assertEquals(List.of(), ids(inventory.descendants("t1")));
    assertEquals(List.of("radio", "cpe"), ids(inventory.descendants("t2")));
  }

  @Test
  @DisplayName("a redundancy group makes the device a child of every member, once each")
  void redundancy() {
    inventory.addAll(List.of(device("a"), device("b"), device("power")));
    inventory.add(
        Device.named("radio").anyParentOf("a", "b").parent("power").parent("power").build());

    assertEquals(List.of("a", "b", "power"), ids(inventory.ancestors("radio")));
    assertEquals(List.of("radio"), ids(inventory.children("power")));
  }

  @Test
  @DisplayName("what nobody knows cannot be changed, moved, removed or asked for relatives")
  void unknown() {
    String sentence = "device 'ghost' is not in the inventory";

    assertRefused(sentence, () -> inventory.change(device("ghost")));
    assertRefused(sentence, () -> inventory.move("ghost", List.of()));
    assertRefused(sentence, () -> inventory.remove("ghost"));
    assertRefused(sentence, () -> inventory.removeSubtree("ghost"));
    assertRefused(sentence, () -> inventory.children("ghost"));
    assertRefused(sentence, () -> inventory.ancestors("ghost"));
    assertRefused(sentence, () -> inventory.descendants("ghost"));
  }

  @Test
  @DisplayName("a device with children is not removed, and some of them are named")
  void removeParent() {
    inventory.add(device("tower"));
    IntStream.range(0, 7).forEach(i -> inventory.add(device("r" + i, "tower")));

    assertRefused(
        "device 'tower' cannot be removed while 'r0', 'r1', 'r2', 'r3', 'r4' and 2 more depend on "
            + "it; remove or move them first, or remove the subtree",
        () -> inventory.remove("tower"));
    assertEquals(List.of("r3"), ids(inventory.remove("r3").removed()));
    assertEquals(List.of("r0", "r1", "r2", "r4", "r5", "r6"), ids(inventory.children("tower")));
  }

  @Test
  @DisplayName("a subtree goes as a whole")
  void removeSubtree() {
    inventory.addAll(List.of(device("core"), device("tower", "core"), device("radio", "tower")));
    InventoryDiff diff = inventory.removeSubtree("tower");

    assertEquals(List.of("tower", "radio"), ids(diff.removed()));
    assertEquals(List.of("core"), ids(inventory.devices()));
    assertEquals(List.of(), inventory.children("core"));
  }

  @Test
  @DisplayName("a subtree stays when a device in it also hangs on something outside")
  void removeSharedSubtree() {
    inventory.addAll(List.of(device("core-1"), device("core-2")));
    inventory.add(Device.named("tower").anyParentOf("core-1", "core-2").build());

    assertRefused(
        "device 'core-1' cannot be removed with its subtree: 'tower' also depend on devices "
            + "outside it; move or remove them first",
        () -> inventory.removeSubtree("core-1"));
    assertEquals(3, inventory.size());
  }

  static Device device(String id, String... parents) {
    Device.Builder builder = Device.named(id);
    for (String parent : parents) {
      builder.parent(parent);
    }
    return builder.build();
  }

  static List<String> ids(Collection<Device> devices) {
    return devices.stream().map(Device::id).toList();
  }

  static void assertRefused(String sentence, Runnable call) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(sentence, refused.getMessage());
  }
}
