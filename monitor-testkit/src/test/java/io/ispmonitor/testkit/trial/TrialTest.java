package io.ispmonitor.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.check.Rule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrialTest {

  @Test
  @DisplayName("a trial runs once; its maintenance and its log are used up")
  void once() {
    Trial trial = Trial.of(4, Duration.ofHours(1));
    TrialResult result = trial.run();
    String why = assertThrows(IllegalStateException.class, trial::run).getMessage();
    assertTrue(why != null && why.contains("Trial.of(4"), why);
    assertEquals(result.report(), Trial.of(4, Duration.ofHours(1)).run().report());
  }

  @Test
  @DisplayName("a result names rules in their order, on every JVM")
  void inOrder() {
    Map<Rule, Long> unordered = new LinkedHashMap<>();
    List<Rule> rules = List.of(Rule.values());
    for (int i = rules.size() - 1; i >= 0; i--) {
      unordered.put(rules.get(i), 1L);
    }
    TrialResult result =
        new TrialResult(1, Trial.of(1, Duration.ofHours(1)).run().report(), unordered, List.of());
    assertEquals(rules, List.copyOf(result.counts().keySet()));
    assertEquals(rules.size(), result.broken());
  }
}
