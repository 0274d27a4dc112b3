package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.device.Device;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alerts, and what was decided about them, as JSON. Receipts of channels stay here. */
final class AlertJson {
  private AlertJson() {}

  static ObjectNode of(Site site, Alert alert) {
    ObjectNode json =
        Json.object()
            .put("id", alert.id())
            .put("key", alert.key())
            .put("type", alert.type())
            .put("severity", word(alert.severity()))
            .put("source", alert.source())
            .put("name", name(site, alert))
            .put("summary", alert.summary())
            .put("evidence", alert.evidence())
            .put("firstSeen", Json.time(alert.firstSeen()))
            .put("lastSeen", Json.time(alert.lastSeen()))
            .put("resolvedAt", Json.time(alert.resolvedAt()))
            .put("status", word(alert.status()))
            .put("reason", alert.reason())
            .put("known", alert.isKnown())
            .put("affected", alert.affected())
            .put("subscribers", alert.subscribers())
            .put("count", alert.count());
    json.set("acknowledgement", acknowledgement(alert.acknowledgement()));
    json.set("notified", Json.array(alert.notified(), AlertJson::notified));
    var runbook = alert.runbook();
    return json.put("runbook", runbook == null ? null : runbook.toString());
  }

  /** What people call what it is about. */
  static String name(Site site, Alert alert) {
    return site.monitor().inventory().find(alert.source()).map(Device::name).orElse(alert.source());
  }

  static ObjectNode entry(LedgerEntry entry) {
    return Json.object()
        .put("at", Json.time(entry.at()))
        .put("alert", entry.alertId())
        .put("channel", entry.channel())
        .put("decision", word(entry.decision()))
        .put("stage", entry.stage())
        .put("reason", entry.reason())
        .put("reopens", entry.reopens());
  }

  private static @Nullable ObjectNode acknowledgement(@Nullable Acknowledgement given) {
    return given == null
        ? null
        : Json.object()
            .put("by", given.by())
            .put("at", Json.time(given.at()))
            .put("comment", given.comment())
            .put("until", Json.time(given.until()));
  }

  private static ObjectNode notified(Notified notified) {
    return Json.object()
        .put("channel", notified.channel())
        .put("first", Json.time(notified.first()))
        .put("last", Json.time(notified.at()));
  }

  /** The name of a value, as JSON has it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
