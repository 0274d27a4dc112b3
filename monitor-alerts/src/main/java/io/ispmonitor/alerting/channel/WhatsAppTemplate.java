package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ispmonitor.alert.Notice;
import java.io.IOException;
import java.util.List;

/**
 * A template that was approved by WhatsApp, and what its body's placeholders are filled with
 * (WhatsApp Cloud API, "Message templates").
 *
 * @param name as it was approved
 * @param language its code, such as {@code pt_BR} or {@code en_US}
 * @param parts for {@code {{1}}}, {@code {{2}}} and so on; as many as the template has
 */
public record WhatsAppTemplate(String name, String language, List<WhatsAppPart> parts) {
  /**
   * For all parts together: a body may have 1,024 characters, and the template's own words take
   * some of them.
   */
  private static final int MOST = 800;

  private static final int MOST_PARTS = 10;

  /** Checks the names. */
  public WhatsAppTemplate {
    if (!name.matches("[a-z0-9_]{1,512}")) {
      throw new IllegalArgumentException(
          "a WhatsApp template's name has small letters, digits and _, was '%s'".formatted(name));
    }
    if (!language.matches("[a-z]{2,3}(_[A-Z]{2,3})?")) {
      throw new IllegalArgumentException(
          "a WhatsApp template's language is one such as pt_BR, was '%s'".formatted(language));
    }
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException(
          "template %s: at most %d parts, not %d".formatted(name, MOST_PARTS, parts.size()));
    }
    parts = List.copyOf(parts);
  }

  /** Writes it, filled, as an object. */
  void write(JsonGenerator json, Notice notice) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeObjectFieldStart("language");
    json.writeStringField("code", language);
    json.writeEndObject();
    if (!parts.isEmpty()) {
      json.writeArrayFieldStart("components");
      body(json, notice);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void body(JsonGenerator json, Notice notice) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "body");
    json.writeArrayFieldStart("parameters");
    int left = MOST;
    for (int i = 0; i < parts.size(); i++) {
      String parameter = parts.get(i).parameter(notice, left / (parts.size() - i));
      left -= parameter.length();
      json.writeStartObject();
      json.writeStringField("type", "text");
      json.writeStringField("text", parameter);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
