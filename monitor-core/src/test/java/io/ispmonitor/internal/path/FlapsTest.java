package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.FlappingHistory;
import io.ispmonitor.reachability.FlappingPolicy;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlapsTest {
  private static final FlappingPolicy POLICY = FlappingPolicy.defaults();
  private static final long SLOT = Duration.ofMinutes(3).toNanos();

  private final Watched watched = new Watched(Device.named("a").build(), Verdict.unknown(0));
  private final Flaps flaps = new Flaps();

  FlapsTest() {
    watched.flaps = flaps;
  }

  @ParameterizedTest(name = "a change in the slot of age {0} weighs {1}")
  @CsvSource({"0, 1.2", "1, 1.178947", "9, 1.010526", "10, 0.989474", "18, 0.821053", "19, 0.8"})
  @DisplayName("slots weigh from 1.2 for the newest to 0.8 for the oldest")
  void weights(int age, double weight) {
    assertEquals(weight / 20, Flaps.share(1L << (3 * age)), 1e-6);
  }

  @Test
  @DisplayName("shares worked out by hand")
  void shares() {
    assertEquals(0, Flaps.share(0));
    // the six newest: (1.2 + 1.178947 + 1.157895 + 1.136842 + 1.115789 + 1.094737) / 20
    assertEquals(0.344211, Flaps.share(0b001_001_001_001_001_001L), 1e-6);
    // the five newest: one short of 30 %
    assertEquals(0.289474, Flaps.share(0b001_001_001_001_001L), 1e-6);
    // all of them, however often
    assertEquals(1, Flaps.share((1L << 60) - 1), 1e-9);
  }

  @Test
  @DisplayName("the six oldest alone are below 30 %, the seven oldest above 25 %")
  void oldest() {
    long six = 0;
    for (int age = 14; age < 20; age++) {
      six |= 1L << (3 * age);
    }
    assertEquals(0.255789, Flaps.share(six), 1e-6);
    assertEquals(0.302105, Flaps.share(six | 1L << (3 * 13)), 1e-6);
  }

  @Test
  @DisplayName("a slot counts up to seven changes and stays at that")
  void full() {
    for (int i = 0; i < 20; i++) {
      flaps.add(POLICY, 2, 5 * SLOT);
    }
    assertEquals(7, flaps.changes());
    assertEquals(0.06, flaps.share(POLICY, 5 * SLOT), 1e-9);
  }

  @Test
  @DisplayName("changes weigh less as they age and are forgotten after an hour")
  void ages() {
    flaps.add(POLICY, 2, 5 * SLOT);
    assertEquals(0.06, flaps.share(POLICY, 6 * SLOT - 1), 1e-9);
    assertEquals(1.178947 / 20, flaps.share(POLICY, 6 * SLOT), 1e-6);
    assertEquals(0.04, flaps.share(POLICY, 25 * SLOT - 1), 1e-9);
    assertFalse(flaps.isQuiet(POLICY, 25 * SLOT - 1));
    assertEquals(0, flaps.share(POLICY, 25 * SLOT));
    assertEquals(0, flaps.changes());
    assertTrue(flaps.isQuiet(POLICY, 25 * SLOT));
  }

  @Test
  @DisplayName("time that is below zero, as that of the machine may be, counts like any other")
  void belowZero() {
    flaps.add(POLICY, 2, -SLOT - 1);
    flaps.add(POLICY, 1, -1);
    flaps.add(POLICY, 1, 1);
    assertEquals(0b010_001_001L, history(1).changes());
  }

  @Test
  @DisplayName("what a store keeps is restored, whatever the moments at which slots begin now")
  void restored() {
    for (int offset = 0; offset < 180; offset += 7) {
      for (int away = 0; away < 600; away += 23) {
        long end = 100 * SLOT + Duration.ofSeconds(offset).toNanos();
        Flaps before = new Flaps();
        before.add(POLICY, 2, end - 8 * SLOT);
        before.add(POLICY, 2, end);
        watched.flaps = before;
        watched.flapping = true;
        FlappingHistory history = history(end);
        assertTrue(history.flapping());
        long epochNow = end + Duration.ofSeconds(away).toNanos();
        long now = 7 * SLOT + Duration.ofSeconds(11).toNanos();
        Flaps after = restored(history, now, epochNow);
        double share = after.share(POLICY, now);
        assertEquals(4, after.changes(), "offset " + offset + " away " + away);
        // both slots, aged by the time away, give or take a slot and a half
        double aged = (1.2 + 1.2 - 0.4 * 8 / 19 - 2 * 0.4 * away / 180.0 / 19) / 20;
        assertEquals(aged, share, 3 * 0.4 / 19 / 20 + 1e-9, "offset " + offset + " away " + away);
      }
    }
  }

  @Test
  @DisplayName("a history from the future, after the clock was set back, counts as of now")
  void fromTheFuture() {
    flaps.add(POLICY, 3, 50 * SLOT);
    Flaps after = restored(history(50 * SLOT), 50 * SLOT, 20 * SLOT);
    assertEquals(0.06, after.share(POLICY, 50 * SLOT), 1e-9);
  }

  @Test
  @DisplayName("no change leaves nothing to restore but whether it flaps")
  void nothing() {
    assertEquals(FlappingHistory.NONE, history(SLOT));
    watched.flaps = null;
    assertEquals(FlappingHistory.NONE, history(SLOT));
    assertNull(Flaps.restored(FlappingHistory.NONE, POLICY, SLOT, SLOT));
    watched.flapping = true;
    assertEquals(new FlappingHistory(true, null, 0), history(SLOT));
  }

  private FlappingHistory history(long now) {
    return Flaps.history(watched, POLICY, now, now);
  }

  private static Flaps restored(FlappingHistory from, long now, long epochNow) {
    Flaps restored = Flaps.restored(from, POLICY, now, epochNow);
    assertNotNull(restored);
    return restored;
  }
}
