package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  private static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final Layout LOSS = Layout.of(PingMetrics.LOSS);

  private final Histories histories = new Histories(1 << 20);
  private final SeriesRegistry registry = new SeriesRegistry();

  @Test
  @DisplayName("random devices come, get rows, leave and are swept, as in a map")
  void againstMap() {
    Random random = new Random(21);
    Map<SeriesBlock, Long> model = new HashMap<>();
    long position = 0;
    for (int i = 0; i < 60_000; i++) {
      SeriesBlock block = registry.block(name(random.nextInt(i < 20_000 ? 3_000 : 300)), PING);
      if (random.nextInt(4) > 0) {
        put(block, ++position);
        model.put(block, position);
      } else if (model.remove(block) != null) {
        histories.remove(block);
      }
      if (i % 10_000 == 9_999) {
        long start = position - random.nextInt(2_000);
        model.values().removeIf(last -> last < start);
        histories.sweep(1 << 14, start);
      }
    }

    for (int i = 0; i < 3_000; i++) {
      SeriesBlock block = registry.block(name(i), PING);
      int place = histories.find(block);
      assertEquals(model.get(block), place == Histories.NOT_FOUND ? null : histories.last(place));
    }
    assertFalse(model.isEmpty());
  }

  @Test
  @DisplayName("a device whose block was made anew is found by its id and layout")
  void blockMadeAnew() {
    put(registry.block("a", PING), 7);
    registry.release("a");

    int place = histories.find(registry.block("a", PING));
    assertEquals(7, histories.last(place));
    assertEquals(Histories.NOT_FOUND, histories.find(registry.block("a", LOSS)));
  }

  @Test
  @DisplayName("layouts of a device, and devices of the same hash, are kept apart")
  void sameHash() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    put(registry.block("Aa", PING), 1);
    put(registry.block("BB", PING), 2);
    put(registry.block("Aa", LOSS), 3);

    List<Long> ofOne = histories.of("Aa").stream().map(History::last).toList();
    assertEquals(List.of(1L, 3L), ofOne);
    histories.remove(registry.block("Aa", PING));
    assertEquals(1, histories.of("Aa").size());
    assertEquals(2L, histories.of("BB").get(0).last());
  }

  @Test
  @DisplayName("when all have left, the table is as small as at the beginning")
  void shrinks() {
    long before = histories.bytes();
    List<SeriesBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      blocks.add(registry.block(name(i), PING));
      put(blocks.get(i), i);
    }
    assertTrue(histories.bytes() > 10_000 * Histories.PLACE_BYTES);

    blocks.forEach(histories::remove);
    assertEquals(before, histories.bytes());
  }

  @Test
  @DisplayName("a table that may not grow makes room by what has no rows any more")
  void mayNotGrow() {
    Histories small = new Histories(32);
    long before = small.bytes();
    for (int i = 0; i < 1_000; i++) {
      if (small.isFull()) {
        small.makeRoom(i - 10);
      }
      small.setLast(small.add(registry.block(name(i), PING)), i);
    }

    assertEquals(before, small.bytes());
    assertEquals(999, small.last(small.find(registry.block(name(999), PING))));
  }

  private void put(SeriesBlock block, long position) {
    int place = histories.find(block);
    if (place == Histories.NOT_FOUND) {
      if (histories.isFull()) {
        histories.makeRoom(0);
      }
      place = histories.add(block);
    }
    histories.setLast(place, position);
  }

  private static String name(int number) {
    return "device-" + number;
  }
}
