package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EngineClocksTest {
  private static final Octets ENGINE = Octets.of(new byte[] {1, 2, 3, 4, 5});

  private final EngineClocks clocks = new EngineClocks();

  private boolean isNew(int boots, int seconds, int atSeconds) {
    return clocks.isNew(ENGINE, boots, seconds, Duration.ofSeconds(atSeconds).toNanos());
  }

  @Test
  @DisplayName("the clock goes on between two messages: what is late by more than 150 s is old")
  void goesOn() {
    assertTrue(isNew(5, 1_000, 0));
    assertTrue(isNew(5, 1_000, 150));
    assertFalse(isNew(5, 1_000, 152));
    assertTrue(isNew(5, 1_100, 200), "it is ahead of all that was heard");
    assertTrue(isNew(5, 951, 201), "it is late by 150 s");
    assertFalse(isNew(5, 949, 202));
  }

  @Test
  @DisplayName("a start of the device counts from its first message, and nothing from before it")
  void boots() {
    assertTrue(isNew(5, 1_000, 0));
    assertTrue(isNew(6, 3, 10));
    assertFalse(isNew(5, 1_011, 11));
    assertFalse(isNew(0, 1_011, 11));
  }

  @Test
  @DisplayName("an engine that has no boots left is heard no more (RFC 3414, 2.3)")
  void bootsUsedUp() {
    assertFalse(isNew(Integer.MAX_VALUE, 1, 0));
  }

  @Test
  @DisplayName("the longest times there are do not wrap")
  void longest() {
    assertTrue(isNew(1, Integer.MAX_VALUE, 0));
    assertTrue(isNew(1, Integer.MAX_VALUE, 100));
    assertFalse(isNew(1, Integer.MAX_VALUE - 200, 100));
  }
}
