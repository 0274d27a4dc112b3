package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.CleanText;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert as JSON. Who was told of it stays here: receipts are nobody's business but their
 * channel's.
 */
final class AlertJson {
  private static final int LONGEST_SUMMARY = 100;

  private AlertJson() {}

  /** Writes it as an object. */
  static void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    names(json, alert);
    course(json, alert);
    json.writeEndObject();
  }

  /** Writes an object that does no more than to name it, and says so by {@code isShort}. */
  static void writeShortly(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("isShort", true);
    json.writeStringField("id", alert.id());
    json.writeStringField("key", alert.key());
    json.writeStringField("severity", NoticeJson.word(alert.severity()));
    json.writeStringField("source", alert.source());
    json.writeStringField("status", NoticeJson.word(alert.status()));
    json.writeStringField("summary", CleanText.cut(alert.summary(), LONGEST_SUMMARY));
    json.writeEndObject();
  }

  private static void names(JsonGenerator json, Alert alert) throws IOException {
    json.writeStringField("id", alert.id());
    json.writeStringField("key", alert.key());
    json.writeStringField("clearKey", alert.clearKey());
    json.writeStringField("type", alert.type());
    json.writeStringField("severity", NoticeJson.word(alert.severity()));
    json.writeStringField("source", alert.source());
    words(json, "labels", alert.labels());
    words(json, "facts", alert.facts());
    json.writeStringField("summary", alert.summary());
    json.writeStringField("evidence", alert.evidence());
    json.writeArrayFieldStart("devices");
    for (String device : alert.devices()) {
      json.writeString(device);
    }
    json.writeEndArray();
    json.writeNumberField("affected", alert.affected());
    json.writeNumberField("subscribers", alert.subscribers());
    text(json, "runbook", alert.runbook());
  }

  private static void course(JsonGenerator json, Alert alert) throws IOException {
    json.writeStringField("status", NoticeJson.word(alert.status()));
    json.writeStringField("reason", alert.reason());
    text(json, "firstSeen", alert.firstSeen());
    text(json, "lastSeen", alert.lastSeen());
    text(json, "resolvedAt", alert.resolvedAt());
    json.writeNumberField("count", alert.count());
    json.writeNumberField("escalated", alert.escalated());
    json.writeFieldName("acknowledgement");
    acknowledgement(json, alert.acknowledgement());
  }

  private static void acknowledgement(JsonGenerator json, @Nullable Acknowledgement given)
      throws IOException {
    if (given == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("by", given.by());
    text(json, "at", given.at());
    json.writeStringField("comment", given.comment());
    text(json, "until", given.until());
    json.writeEndObject();
  }

  /** In the order of their names, so that equal alerts are written alike. */
  private static void words(JsonGenerator json, String name, Map<String, String> words)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var word : new TreeMap<>(words).entrySet()) {
      json.writeStringField(word.getKey(), word.getValue());
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    json.writeStringField(name, value == null ? null : value.toString());
  }
}
