package io.ispmonitor.device;

import static io.ispmonitor.device.InventoryTest.assertRefused;
import static io.ispmonitor.device.InventoryTest.device;
import static io.ispmonitor.device.Selection.behind;
import static io.ispmonitor.device.Selection.everything;
import static io.ispmonitor.device.Selection.label;
import static io.ispmonitor.device.Selection.subtree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private final Inventory inventory = new Inventory();

  @Test
  @DisplayName(
      "devices are selected by id, and those that do not exist are left out until they come")
  void byId() {
    inventory.addAll(List.of(device("a"), device("b")));
    Selection selection = Selection.device("b", "ghost");
    assertSelects(selection, "b");
    inventory.add(device("ghost"));
    assertSelects(selection, "b", "ghost");
  }

  @Test
  @DisplayName("a subtree is a device and all that can be reached over it alone")
  void subtreeIsWhatIsCutOff() {
    inventory.addAll(
        List.of(
            device("core"),
            device("tower-1", "core"),
            device("tower-2", "core"),
            device("radio", "tower-1"),
            Device.named("ring").anyParentOf("tower-1", "tower-2").build(),
            device("behind-ring", "ring"),
            // Two dependencies, each of which must hold.
            device("both", "tower-1", "tower-2")));

    assertSelects(subtree("tower-1"), "tower-1", "radio", "both");
    assertSelects(
        subtree("core"), "core", "tower-1", "tower-2", "radio", "ring", "behind-ring", "both");
    assertSelects(subtree("radio"), "radio");
  }

  @Test
  @DisplayName("what has two ways that meet in one device is cut off with that device")
  void waysThatMeet() {
    inventory.addAll(List.of(device("pop"), device("left", "pop"), device("right", "pop")));
    inventory.add(Device.named("top").anyParentOf("left", "right").build());
    inventory.add(device("leaf", "top"));

    assertSelects(subtree("pop"), "pop", "left", "right", "top", "leaf");
    assertSelects(subtree("left"), "left");
  }

  @Test
  @DisplayName("a way left that itself ends in the device is no way left")
  void longerWayOverTheSameDevice() {
    inventory.addAll(List.of(device("a"), device("b", "a"), device("c", "b"), device("other")));
    inventory.add(Device.named("d").anyParentOf("a", "c").build());
    inventory.add(Device.named("e").anyParentOf("d", "other").build());

    assertSelects(subtree("a"), "a", "b", "c", "d");
  }

  @Test
  @DisplayName("behind a device is all that depends on it, also over one of several ways")
  void behindIsAllThatDepends() {
    inventory.addAll(List.of(device("left"), device("right")));
    inventory.add(Device.named("ring").anyParentOf("left", "right").build());
    inventory.add(device("leaf", "ring"));

    assertSelects(behind("left"), "ring", "leaf");
    assertSelects(subtree("left"), "left");
    assertSelects(behind("leaf"));
  }

  @Test
  @DisplayName("an unknown device has neither subtree nor anything behind it")
  void unknownRoot() {
    inventory.add(device("a"));

    assertSelects(subtree("ghost"));
    assertSelects(behind("ghost"));
    assertSelects(subtree("ghost").or(Selection.device("a")), "a");
  }

  @Test
  @DisplayName("a label selects by its exact value, and an empty value is a value")
  void byLabel() {
    inventory.add(Device.named("n").label("region", "north").build());
    inventory.add(Device.named("N").label("region", "North").build());
    inventory.add(Device.named("e").label("region", "").build());
    inventory.add(Device.named("x").label("area", "north").build());

    assertSelects(label("region", "north"), "n");
    assertSelects(label("region", ""), "e");
    assertSelects(label("region", "south"));
  }

  @Test
  @DisplayName("selections are joined, intersected and reduced")
  void combined() {
    inventory.addAll(List.of(device("core"), device("tower", "core"), device("radio", "tower")));
    inventory.add(Device.named("ups").label("kind", "power").parent("tower").build());
    inventory.add(Device.named("ups-2").label("kind", "power").build());

    assertSelects(everything(), "core", "tower", "radio", "ups", "ups-2");
    assertSelects(subtree("tower").and(label("kind", "power")), "ups");
    assertSelects(subtree("tower").except(label("kind", "power")), "tower", "radio");
    assertSelects(label("kind", "power").or(Selection.device("core")), "ups", "ups-2", "core");
    assertSelects(everything().except(everything()));
    assertSelects(label("kind", "power").and(subtree("tower")).and(Selection.device("core")));
  }

  @Test
  @DisplayName("the set that comes back is the caller's own")
  void ownSet() {
    inventory.add(device("a"));
    inventory.select(everything()).clear();
    inventory.select(Selection.device("a")).clear();
    assertSelects(Selection.device("a"), "a");
  }

  @Test
  @DisplayName("a chain of 100,000 devices is selected without running out of stack")
  void deep() {
    inventory.addAll(
        IntStream.range(0, 100_000)
            .mapToObj(i -> i == 0 ? device("d0") : device("d" + i, "d" + (i - 1)))
            .toList());
    assertEquals(100_000, inventory.select(subtree("d0")).size());
    assertEquals(99_999, inventory.select(behind("d0")).size());
  }

  @RepeatedTest(20)
  @DisplayName("in random networks a subtree is what a search from end to end finds")
  void againstModel() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Inventory network = new Inventory();
    for (int i = 0; i < 40; i++) {
      network.add(randomDevice(i, random));
    }
    for (Device root : network.devices()) {
      assertEquals(
          cutOff(root.id(), network),
          new TreeSet<>(network.select(subtree(root.id()))),
          () -> "seed " + seed + ", subtree of " + root.id());
    }
  }

  @Test
  @DisplayName("joining goes on in one list, so that many parts are not deep")
  void flat() {
    Selection many = Selection.device("d0");
    for (int i = 1; i < 256; i++) {
      many = many.or(Selection.device("d" + i));
    }
    assertEquals(256, ((Selection.AnyOf) many).parts().size());
    Selection full = many;
    assertRefused(
        "a selection may have at most 256 parts, was 257; "
            + "select by a label or name several ids in one part",
        () -> full.or(Selection.device("x")));
  }

  @Test
  @DisplayName("nesting ends at a depth of 16")
  void deepNesting() {
    Selection nested = everything();
    for (int i = 1; i < 16; i++) {
      nested = nested.except(Selection.device("d"));
    }
    Selection deepest = nested;
    assertTrue(inventory.select(deepest).isEmpty());
    assertRefused(
        "a selection may be nested at most 16 deep, was 17",
        () -> deepest.except(Selection.device("d")));
  }

  @Test
  @DisplayName("selections that cannot mean anything are refused with a sentence")
  void refused() {
    assertRefused(
        "a selection must name from 1 to 10000 devices, was 0; select larger groups by a label",
        Selection::device);
    Set<String> tooMany =
        IntStream.range(0, 10_001).mapToObj(i -> "d" + i).collect(Collectors.toSet());
    assertRefused(
        "a selection must name from 1 to 10000 devices, was 10001; select larger groups by a label",
        () -> new Selection.Devices(tooMany));
    assertRefused("device id is blank; give it a name", () -> subtree(" "));
    assertRefused("device id is blank; give it a name", () -> behind(""));
    assertRefused("device id is blank; give it a name", () -> Selection.device("a", ""));
    assertRefused("label key of a selection is blank; give it a name", () -> label("", "north"));
    assertRefused(
        "label value of a selection by 'region' has 1001 characters; at most 1000 are allowed",
        () -> label("region", "x".repeat(1_001)));
    assertRefused(
        "a selection of several has no parts; give it one", () -> new Selection.AnyOf(List.of()));
    assertRefused(
        "a selection of several has no parts; give it one", () -> new Selection.AllOf(List.of()));
  }

  @Test
  @DisplayName("equal selections are equal, and what they were made from may change afterwards")
  void values() {
    Set<String> ids = new LinkedHashSet<>(List.of("a", "b"));
    Selection before = new Selection.Devices(ids);
    ids.add("c");
    assertEquals(Selection.device("b", "a"), before);

    List<Selection> parts = new ArrayList<>(List.of(subtree("a"), label("k", "v")));
    Selection any = new Selection.AnyOf(parts);
    parts.clear();
    assertEquals(subtree("a").or(label("k", "v")), any);
  }

  @Test
  @DisplayName("a selection of very many ids shows five of them")
  void shown() {
    assertEquals("Devices[ids=a, b]", Selection.device("a", "b").toString());
    assertEquals(
        "Devices[ids=1, 2, 3, 4, 5 and 2 more]",
        Selection.device("1", "2", "3", "4", "5", "6", "7").toString());
  }

  private void assertSelects(Selection selection, String... ids) {
    assertEquals(Set.of(ids), inventory.select(selection));
  }

  private static Device randomDevice(int number, Random random) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && number > 0; i--) {
      Set<String> group = new TreeSet<>();
      for (int k = random.nextInt(3); k >= 0; k--) {
        group.add("d" + random.nextInt(number));
      }
      dependencies.add(new Dependency(List.copyOf(group)));
    }
    return Device.named("d" + number).dependencies(dependencies).build();
  }

  /** Adds whoever has lost a whole group, until nobody is added any more. */
  private static Set<String> cutOff(String root, Inventory network) {
    Set<String> cut = new TreeSet<>(Set.of(root));
    int before;
    do {
      before = cut.size();
      network.devices().stream()
          .filter(one -> one.dependencies().stream().anyMatch(g -> cut.containsAll(g.anyOf())))
          .forEach(one -> cut.add(one.id()));
    } while (cut.size() > before);
    return cut;
  }
}
