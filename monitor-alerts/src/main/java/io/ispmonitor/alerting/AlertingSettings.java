package io.ispmonitor.alerting;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.rule.Rule;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What a host wants of alerting. */
record AlertingSettings(
    Map<NotificationChannel, ChannelOptions> channels,
    List<Route> routes,
    List<Inhibition> inhibitions,
    List<Rule> rules,
    LimitStore limits,
    SeverityPolicy severities,
    ZoneId zone,
    Map<String, String> phrases,
    AlertStore alerts,
    AlertLedger ledger,
    Outbox outbox) {

  /** The same over stores that never throw on writing. */
  AlertingSettings guarded(Guard guard) {
    return new AlertingSettings(
        channels,
        routes,
        inhibitions,
        rules,
        limits,
        severities,
        zone,
        phrases,
        guard.of(alerts),
        guard.of(ledger),
        guard.of(outbox));
  }
}
