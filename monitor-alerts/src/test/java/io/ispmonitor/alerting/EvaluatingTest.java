package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.AbsenceRule;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EvaluatingTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final TimerWheel<TimerWheel.Timer> wheel =
      new TimerWheel<>(Duration.ofMillis(100), 64, time.nanoTime());
  private final List<Signal> signals = new ArrayList<>();
  private boolean isBroken;

  private void hear(Signal signal) {
    if (isBroken) {
      throw new IllegalStateException("broken");
    }
    signals.add(signal);
  }

  @Test
  @DisplayName("rules go on with silence after somebody failed to hear of it")
  void nextTurn() {
    Inventory inventory = new Inventory();
    inventory.add(Device.named("tower-7").build());
    Evaluating evaluating =
        new Evaluating(
            List.of(
                AbsenceRule.ofProbe("first", "ping", SECOND).build(),
                AbsenceRule.ofProbe("second", "ping", SECOND.multipliedBy(3)).build()),
            new InMemoryLimitStore(),
            inventory,
            time,
            wheel,
            this::hear);
    evaluating.start(List.of());
    isBroken = true;
    time.advance(SECOND);
    assertThrows(IllegalStateException.class, evaluating::turn);
    assertTrue(evaluating.isSet());
    isBroken = false;
    for (int i = 0; i < 3; i++) {
      time.advance(SECOND);
      wheel.advance(time.nanoTime(), timer -> evaluating.turn());
    }
    assertEquals(1, signals.size());
  }
}
