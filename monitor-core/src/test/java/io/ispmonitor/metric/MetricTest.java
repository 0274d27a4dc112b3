package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

  @Test
  @DisplayName("the factories say how values are read, and counters are exact")
  void kinds() {
    assertEquals(MetricKind.GAUGE, Metric.gauge("radio.noise", Unit.DBM, 0.1).kind());
    assertEquals(MetricKind.RATE, Metric.rate("if.in", Unit.BITS_PER_SECOND, 1).kind());
    assertEquals(MetricKind.COUNTER, Metric.counter("if.octets", Unit.BYTES).kind());
    assertEquals(0, Metric.counter("if.octets", Unit.BYTES).resolution());
  }

  @ParameterizedTest
  @DisplayName("a name that is not lower case words joined by dots is refused")
  @ValueSource(
      strings = {"", "Ping.rtt", "ping..rtt", ".ping", "ping.", "ping rtt", "1st", "ping-rtt"})
  void badNames(String name) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Metric.gauge(name, Unit.COUNT, 1));
    assertEquals(
        "metric name '" + name + "' must be lower case words joined by dots, such as ping.rtt",
        refused.getMessage());
  }

  @Test
  @DisplayName("a name of 100 characters is taken, a longer one is not")
  void longName() {
    assertEquals(100, Metric.gauge("x".repeat(100), Unit.COUNT, 1).name().length());
    assertThrows(
        IllegalArgumentException.class, () -> Metric.gauge("x".repeat(101), Unit.COUNT, 1));
  }

  @ParameterizedTest
  @DisplayName("a resolution is a number of 0 or more")
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void badResolution(double resolution) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Metric.gauge("x", Unit.COUNT, resolution));
    assertEquals(
        "metric 'x': resolution must be 0 or more, was " + resolution, refused.getMessage());
  }
}
