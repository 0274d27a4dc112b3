package io.ispmonitor.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty providers, each on one bad day: faults of all kinds, maintenance, restarts, isolation. */
class SimulatedDaysTest {
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest(name = "seeds {0} to {0} + 4")
  @ValueSource(longs = {0, 5, 10, 15})
  @DisplayName("no rule is broken, whatever the day brings")
  void day(long first) {
    for (long seed = first; seed < first + 5; seed++) {
      Trial trial = Trial.of(seed, DAY);
      TrialResult result = trial.run();
      assertEquals(
          Map.of(), result.counts(), () -> result.violations() + "\nplan:\n" + trial.plan());
      assertTrue(result.report().questions() > 10_000, result.report().toString());
    }
  }
}
