package io.ispmonitor.device;

import static io.ispmonitor.device.InventoryTest.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Random changes, compared after each with a map that is searched from end to end. */
class InventoryAgainstModelTest {
  private static final int STEPS = 400;

  private Inventory inventory = new Inventory();
  private final Map<String, Device> model = new LinkedHashMap<>();
  private final Map<String, Device> followed = new LinkedHashMap<>();

  @RepeatedTest(20)
  @DisplayName("random changes leave what a naive model says")
  void random() {
    compare(new Random().nextLong());
  }

  @Test
  @DisplayName("the same with a fixed seed")
  void fixedSeed() {
    compare(7);
  }

  private void compare(long seed) {
    Random random = new Random(seed);
    inventory = new Inventory();
    inventory.follow(this::follow);
    for (int step = 0; step < STEPS; step++) {
      try {
        change(random);
        assertSameState();
      } catch (AssertionError | RuntimeException e) {
        fail("seed " + seed + ", step " + step, e);
      }
    }
  }

  private void follow(InventoryDiff diff) {
    diff.removed().forEach(device -> followed.remove(device.id()));
    diff.added().forEach(device -> followed.put(device.id(), device));
    diff.changed().forEach(device -> followed.put(device.id(), device));
    assertEquals(diff.added().size() + diff.changed().size() + diff.unchanged(), followed.size());
  }

  private void change(Random random) {
    switch (random.nextInt(6)) {
      case 0, 1 -> addSome(random);
      case 2 -> replaceOne(random);
      case 3 -> removeOne(random);
      case 4 -> removeTree(random);
      default -> sync(random);
    }
  }

  private void addSome(Random random) {
    Map<String, Device> after = new LinkedHashMap<>(model);
    List<Device> devices = new ArrayList<>();
    boolean taken = false;
    for (int i = random.nextInt(4); i >= 0; i--) {
      Device device = anyDevice(random);
      devices.add(device);
      taken |= after.put(device.id(), device) != null;
    }
    expect(after, !taken && isSound(after), () -> inventory.addAll(devices));
  }

  private void replaceOne(Random random) {
    Device device = anyDevice(random);
    Map<String, Device> after = new LinkedHashMap<>(model);
    boolean there = after.replace(device.id(), device) != null;
    expect(
        after,
        there && isSound(after),
        random.nextBoolean()
            ? () -> inventory.change(device)
            : () -> inventory.move(device.id(), device.dependencies()));
  }

  private void removeOne(Random random) {
    String id = anyId(random);
    Map<String, Device> after = new LinkedHashMap<>(model);
    boolean there = after.remove(id) != null;
    expect(after, there && isSound(after), () -> inventory.remove(id));
  }

  private void removeTree(Random random) {
    String id = anyId(random);
    Map<String, Device> after = new LinkedHashMap<>(model);
    boolean there = after.remove(id) != null;
    Set<String> below = below(id);
    after.keySet().removeAll(below);
    boolean shared =
        below.stream()
            .flatMap(one -> device(one).parents().stream())
            .anyMatch(parent -> !parent.equals(id) && !below.contains(parent));
    expect(after, there && !shared, () -> inventory.removeSubtree(id));
  }

  private void sync(Random random) {
    Map<String, Device> after = new LinkedHashMap<>(model);
    for (int i = random.nextInt(3); i > 0; i--) {
      after.remove(anyId(random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Device device = anyDevice(random);
      after.put(device.id(), device);
    }
    expect(after, isSound(after), () -> inventory.sync(List.copyOf(after.values()), 1.0));
  }

  private void expect(Map<String, Device> after, boolean allowed, Runnable call) {
    boolean done;
    try {
      call.run();
      done = true;
    } catch (IllegalArgumentException e) {
      done = false;
    }
    assertEquals(allowed, done, "allowed by the model, done by the inventory");
    if (allowed) {
      model.keySet().retainAll(after.keySet());
      model.putAll(after);
    }
  }

  private void assertSameState() {
    assertEquals(List.copyOf(model.values()), inventory.devices());
    assertEquals(Set.copyOf(model.values()), Set.copyOf(followed.values()));
    assertEquals(model.size(), inventory.size());
    assertEquals(
        model.values().stream().filter(device -> device.parents().isEmpty()).toList(),
        inventory.roots());
    for (String id : model.keySet()) {
      assertEquals(childrenOf(id), new TreeSet<>(ids(inventory.children(id))));
      assertEquals(below(id), new TreeSet<>(ids(inventory.descendants(id))));
      assertEquals(above(id), new TreeSet<>(ids(inventory.ancestors(id))));
      assertEquals(below(id).size(), inventory.descendants(id).size());
    }
  }

  private Set<String> childrenOf(String id) {
    Set<String> children = new TreeSet<>();
    model.values().stream()
        .filter(device -> device.parents().contains(id))
        .forEach(device -> children.add(device.id()));
    return children;
  }

  private Set<String> below(String id) {
    Set<String> below = new TreeSet<>();
    for (String child : childrenOf(id)) {
      below.add(child);
      below.addAll(below(child));
    }
    return below;
  }

  private Set<String> above(String id) {
    Set<String> above = new TreeSet<>();
    for (String parent : device(id).parents()) {
      above.add(parent);
      above.addAll(above(parent));
    }
    return above;
  }

  private Device device(String id) {
    Device device = model.get(id);
    return device == null ? fail("the model does not know " + id) : device;
  }

  /** Takes away what has no parent left until nothing changes; what stays is a circle. */
  private static boolean isSound(Map<String, Device> devices) {
    Set<String> left = new LinkedHashSet<>(devices.keySet());
    for (Device device : devices.values()) {
      if (!devices.keySet().containsAll(device.parents())) {
        return false;
      }
    }
    while (left.removeIf(id -> noneLeft(devices.get(id), left))) {
      // again, until nothing is taken away
    }
    return left.isEmpty();
  }

  private static boolean noneLeft(@Nullable Device device, Set<String> left) {
    return device != null && device.parents().stream().noneMatch(left::contains);
  }

  private static Device anyDevice(Random random) {
    String id = anyId(random);
    Device.Builder builder = Device.named(id);
    for (int i = random.nextInt(3); i > 0; i--) {
      String parent = anyId(random);
      if (!parent.equals(id)) {
        builder.parent(parent);
      }
    }
    return builder.build();
  }

  private static String anyId(Random random) {
    return "d" + random.nextInt(12);
  }
}
