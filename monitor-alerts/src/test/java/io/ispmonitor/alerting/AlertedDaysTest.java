package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.testkit.trial.AlertParts;
import io.ispmonitor.testkit.trial.Trial;
import io.ispmonitor.testkit.trial.TrialResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty providers, each on one bad day, with channels that fail and people who take alerts. */
@Execution(ExecutionMode.CONCURRENT)
class AlertedDaysTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static MonitorExtension alerting(AlertParts parts) {
    Alerting alerting =
        Alerting.builder()
            .alerts(parts.alerts())
            .ledger(parts.ledger())
            .outbox(parts.outbox())
            .channel(parts.chat(), ChannelOptions.usual().fallback(parts.mail().name()))
            .channel(parts.mail())
            .channel(parts.pager())
            .route(
                Route.to(parts.chat().name())
                    .repeating(parts.reminder())
                    .escalating(parts.escalation(), parts.pager().name()))
            .build();
    parts.people().take(alerting::acknowledge);
    return alerting;
  }

  @ParameterizedTest(name = "seeds {0} to {0} + 4")
  @ValueSource(longs = {0, 5, 10, 15})
  @DisplayName("no rule of the judge or of alerting is broken, whatever the day brings")
  void day(long first) {
    for (long seed = first; seed < first + 5; seed++) {
      Trial trial = Trial.of(seed, DAY).alerting(AlertedDaysTest::alerting);
      TrialResult result = trial.run();
      assertEquals(
          Map.of(), result.counts(), () -> result.violations() + "\nplan:\n" + trial.plan());
    }
  }
}
