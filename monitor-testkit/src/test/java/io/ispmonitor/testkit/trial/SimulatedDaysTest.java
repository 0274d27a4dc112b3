package io.ispmonitor.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five providers, each on one bad day: faults of all kinds, maintenance, restarts, isolation. The
 * module of alerts tries these and fifteen more, with alerting attached and its rules besides.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedDaysTest {
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4})
  @DisplayName("no rule is broken, whatever the day brings")
  void day(long seed) {
    Trial trial = Trial.of(seed, DAY);
    TrialResult result = trial.run();
    assertEquals(Map.of(), result.counts(), () -> result.violations() + "\nplan:\n" + trial.plan());
    assertTrue(result.report().questions() > 10_000, result.report().toString());
  }
}
