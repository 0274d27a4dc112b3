package io.ispmonitor.benchmarks.trial;

import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.testkit.trial.AlertParts;
import io.ispmonitor.testkit.trial.Trial;
import java.time.Duration;

/** Trials of the judge and of alerting together. */
final class Trials {
  private Trials() {}

  /** What a seed holds in store, with an alerting that tells of it. */
  static Trial of(long seed, Duration lasting) {
    return Trial.of(seed, lasting).alerting(Trials::alerting);
  }

  private static MonitorExtension alerting(AlertParts parts) {
    Route chat =
        Route.to(parts.chat().name())
            .repeating(parts.reminder())
            .escalating(parts.escalation(), parts.pager().name());
    Alerting alerting =
        Alerting.builder()
            .alerts(parts.alerts())
            .ledger(parts.ledger())
            .outbox(parts.outbox())
            .channel(parts.chat(), ChannelOptions.usual().fallback(parts.mail().name()))
            .channel(parts.mail())
            .channel(parts.pager())
            .route(chat)
            .build();
    parts.people().take(alerting::acknowledge);
    return alerting;
  }
}
