package io.ispmonitor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.testkit.contract.StateLogContract;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InMemoryStateLogTest extends StateLogContract {

  @Override
  protected StateLog newLog() {
    return InMemoryStateLog.create();
  }

  @Test
  @DisplayName("it holds as many changes as it was told, and the last of every device beyond that")
  void bounded() {
    InMemoryStateLog log = InMemoryStateLog.holding(10);
    for (int i = 0; i < 100; i++) {
      StateChange change =
          StateChange.of(
              "d" + i,
              Instant.EPOCH.plusSeconds(i),
              DeviceState.UNKNOWN,
              DeviceState.UP,
              null,
              Evidence.NOTHING_HEARD);
      log.append(change, new FencingToken("all", 1));
    }
    assertEquals(0, log.read("d89", Instant.MIN, Instant.MAX).size());
    assertEquals(1, log.read("d90", Instant.MIN, Instant.MAX).size());
    assertEquals(100, log.latest().size());
  }

  @Test
  @DisplayName("a log that holds nothing is refused with a sentence")
  void refused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> InMemoryStateLog.holding(0));
    assertTrue(refusal.toString().contains("at least 1"), refusal.toString());
  }
}
