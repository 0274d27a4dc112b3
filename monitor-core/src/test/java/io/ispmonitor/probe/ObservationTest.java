package io.ispmonitor.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.metric.Readings;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  @DisplayName("an event comes without values, and values without an event")
  void eventOrValues() {
    Observation event = Observation.event("a", "trap", NOON, "linkDown", "port 7");

    assertEquals(0, event.readings().size());
    assertEquals("", Observation.of("a", "mqtt", NOON, Readings.NONE).event());
  }

  @Test
  @DisplayName("an event is of a part of the device, or of the device as a whole")
  void instance() {
    assertEquals("", Observation.event("a", "trap", NOON, "linkDown", "port 7").instance());
    Observation ofPart = Observation.event("a", "trap", NOON, "linkDown", "7", "interface 7");
    assertEquals("7", ofPart.instance());
    assertEquals("interface 7", ofPart.text());
    assertRefused(
        "observation: instance has 2001 characters; at most 2000 are taken, so cut it before",
        () -> Observation.event("a", "trap", NOON, "linkDown", "x".repeat(2_001), ""));
  }

  @Test
  @DisplayName("what is pushed is bounded")
  void bounded() {
    assertEquals(4_096, event("trap", "linkDown", "x".repeat(4_096)).text().length());
    assertRefused(
        "observation: text has 4097 characters; at most 4096 are taken, so cut it before",
        () -> event("trap", "linkDown", "x".repeat(4_097)));
    assertRefused(
        "observation: event has 101 characters; at most 100 are taken, so cut it before",
        () -> event("trap", "x".repeat(101), ""));
    assertRefused(
        "observation: source has 101 characters; at most 100 are taken, so cut it before",
        () -> event("x".repeat(101), "linkDown", ""));
  }

  @Test
  @DisplayName("somebody must have told it")
  void source() {
    assertRefused(
        "observation of device 'a' has no source; name who tells",
        () -> event(" ", "linkDown", ""));
  }

  private static Observation event(String source, String event, String text) {
    return Observation.event("a", source, NOON, event, text);
  }

  private static void assertRefused(String sentence, Runnable call) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
