package io.ispmonitor.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IdTableTest {

  private record Radio(String id, int revision) {}

  private final IdTable<Radio> table = new IdTable<>(Radio::id);

  @Test
  @DisplayName("a value put again stands where it stood, one that was removed comes last")
  void order() {
    for (String id : List.of("c", "a", "b")) {
      table.put(new Radio(id, 1));
    }
    table.put(new Radio("a", 2));
    Radio removed = table.get("c");
    assertSame(removed, table.remove("c"));
    table.put(new Radio("c", 3));
    assertEquals(List.of(new Radio("a", 2), new Radio("b", 1), new Radio("c", 3)), table.values());
    assertEquals(3, table.size());
  }

  @Test
  @DisplayName("what is not there is not found and cannot be removed")
  void unknown() {
    table.put(new Radio("a", 1));
    assertNull(table.get("b"));
    assertNull(table.remove("b"));
    assertFalse(table.contains("b"));
    assertTrue(table.contains("a"));
  }

  @RepeatedTest(20)
  @DisplayName("random changes leave what a linked map has")
  void random() {
    compare(new Random().nextLong(), number -> "radio-" + number);
  }

  @RepeatedTest(5)
  @DisplayName("so they do where all ids have the same hash code")
  void collisions() {
    compare(new Random().nextLong(), IdTableTest::colliding);
  }

  /** "Aa" and "BB" have the same hash code, and so has every row of as many of them. */
  private static String colliding(int number) {
    StringBuilder id = new StringBuilder();
    for (int bit = 0; bit < 8; bit++) {
      id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return id.toString();
  }

  private void compare(long seed, IntFunction<String> ids) {
    Random random = new Random(seed);
    Map<String, Radio> model = new LinkedHashMap<>();
    for (int step = 0; step < 3_000; step++) {
      // In turn mostly growing and mostly shrinking.
      boolean grows = step / 500 % 2 == 0;
      String id = ids.apply(random.nextInt(256));
      if (random.nextInt(4) == 0 ? grows : !grows) {
        assertEquals(model.remove(id), table.remove(id), "seed " + seed + ", step " + step);
      } else {
        Radio radio = new Radio(id, step);
        model.put(id, radio);
        table.put(radio);
      }
      assertEquals(model.get(id), table.get(id), "seed " + seed + ", step " + step);
      if (step % 50 == 0 && !same(model, ids)) {
        fail("seed " + seed + ", step " + step + ": " + model + ", but " + table);
      }
    }
  }

  private boolean same(Map<String, Radio> model, IntFunction<String> ids) {
    List<Radio> visited = new ArrayList<>();
    table.forEach(visited::add);
    boolean found = true;
    for (int number = 0; number < 256; number++) {
      Radio radio = model.get(ids.apply(number));
      found &= Objects.equals(radio, table.get(ids.apply(number)));
    }
    return found
        && visited.equals(List.copyOf(model.values()))
        && table.values().equals(visited)
        && table.size() == model.size();
  }
}
