package io.ispmonitor.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulationReportTest {

  @Test
  @DisplayName("a report names kinds of faults in their order, on every JVM")
  void reportInOrder() {
    Map<FaultKind, Integer> unordered = new LinkedHashMap<>();
    List<FaultKind> kinds = List.of(FaultKind.values());
    for (int i = kinds.size() - 1; i >= 0; i--) {
      unordered.put(kinds.get(i), i);
    }
    Map<FaultKind, Integer> faults =
        new SimulationReport(Duration.ZERO, Duration.ZERO, 0, 0, 0, unordered).faults();
    assertEquals(kinds, List.copyOf(faults.keySet()));
    assertThrows(UnsupportedOperationException.class, faults::clear);
  }
}
