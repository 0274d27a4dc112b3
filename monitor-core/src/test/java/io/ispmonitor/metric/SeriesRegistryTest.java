package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SeriesRegistryTest {
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 1e-3);
  private static final Metric NOISE = Metric.gauge("radio.noise", Unit.DBM, 0.1);
  private static final Layout PING = Layout.of(RTT, LOSS);
  private static final Layout RADIO = Layout.of(NOISE);

  private final SeriesRegistry registry = new SeriesRegistry();

  @Test
  @DisplayName("a device and layout have one block")
  void sameBlock() {
    SeriesBlock block = registry.block("a", PING);

    assertSame(block, registry.block("a", PING));
    assertNotSame(block, registry.block("b", PING));
    assertNotSame(block, registry.block("a", RADIO));
    assertSame(block, registry.block("a", Layout.of(RTT, LOSS)), "the same columns made anew");
  }

  @Test
  @DisplayName("numbers lead to keys and back")
  void numbersAndKeys() {
    SeriesBlock ping = registry.block("a", PING);
    SeriesBlock radio = registry.block("a", RADIO);

    assertEquals(SeriesKey.of("a", "ping.loss"), registry.key(ping.number(1)));
    assertEquals(OptionalInt.of(radio.number(0)), registry.find(SeriesKey.of("a", "radio.noise")));
    assertEquals(OptionalInt.empty(), registry.find(SeriesKey.of("a", "radio.snr")));
    assertEquals(OptionalInt.empty(), registry.find(SeriesKey.of("b", "ping.rtt")));
    assertNull(registry.key(-1));
    assertNull(registry.key(3));
    assertNull(registry.key(Integer.MAX_VALUE));
    assertEquals(3, registry.size());
  }

  @Test
  @DisplayName("the numbers of a released device are given to the next of its shape")
  void reuse() {
    SeriesBlock gone = registry.block("a", PING);
    registry.block("b", PING);
    registry.release("a");

    assertNull(registry.key(gone.number(0)));
    assertEquals(2, registry.size());
    SeriesBlock next = registry.block("c", PING);
    assertEquals(gone.number(0), next.number(0));
    assertEquals(SeriesKey.of("c", "ping.rtt"), registry.key(gone.number(0)));
    assertNotSame(gone, next);
  }

  @Test
  @DisplayName("to release what nobody knows does nothing")
  void releaseUnknown() {
    registry.block("a", PING);
    registry.release("ghost");
    registry.release("a");
    registry.release("a");

    assertEquals(0, registry.size());
  }

  @Test
  @DisplayName(
      "a million series come and go without the numbers growing beyond the most there were")
  void numbersAreBounded() {
    for (int round = 0; round < 10; round++) {
      for (int device = 0; device < 50_000; device++) {
        SeriesBlock block = registry.block("d" + device, PING);
        if (block.number(1) >= 100_000) {
          fail("number " + block.number(1) + " in round " + round);
        }
      }
      for (int device = 0; device < 50_000; device++) {
        registry.release("d" + device);
      }
    }
    assertEquals(0, registry.size());
  }

  @RepeatedTest(10)
  @DisplayName("no number ever belongs to two series, as a naive model says")
  void againstModel() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Integer, SeriesKey> model = new HashMap<>();
    List<Layout> layouts = List.of(PING, RADIO, Layout.EMPTY, Layout.of(RTT, LOSS, NOISE));
    for (int i = 0; i < 2_000; i++) {
      String device = "d" + random.nextInt(100);
      if (random.nextInt(3) == 0) {
        registry.release(device);
        model.values().removeIf(key -> key.device().equals(device));
      } else {
        SeriesBlock block = registry.block(device, layouts.get(random.nextInt(layouts.size())));
        for (int column = 0; column < block.layout().size(); column++) {
          SeriesKey before = model.put(block.number(column), block.key(column));
          if (before != null) {
            assertEquals(block.key(column), before, "seed " + seed);
          }
        }
      }
      assertEquals(model.size(), registry.size(), "seed " + seed);
    }
    model.forEach((number, key) -> assertEquals(key, registry.key(number), "seed " + seed));
  }
}
