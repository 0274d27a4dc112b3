package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A notice and its alerts as one line of JSON, for programs. Within a version nothing is renamed or
 * removed; readers skip what they do not know.
 */
final class NoticeJson {
  /** Of the form of what is written. */
  static final int VERSION = 1;

  /** Room for all that is never cut, unless a host's own ids and links are huge. */
  static final int LEAST_BYTES = 4_096;

  private static final JsonFactory JSON = new JsonFactory();

  private NoticeJson() {}

  /** Writes some JSON, whatever it is about. */
  @FunctionalInterface
  interface Part {
    /** Writes to where the generator stands. */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * A notice in UTF-8.
   *
   * @param most how many bytes it may have, at least {@link #LEAST_BYTES}. The gravest alerts stay
   *     and {@code alertsLeftOut} counts the others; where not even the message has room, that goes
   *     without its fields, and its text is cut.
   */
  static byte[] bytes(Notice notice, int most) {
    return utf8(text(notice, most));
  }

  /** The same as {@link #bytes}, before it is encoded. */
  static String text(Notice notice, int most) {
    String whole = text(notice, notice.message(), notice.alerts().size());
    if (fits(whole, most)) {
      return whole;
    }
    String bare = text(notice, notice.message(), 0);
    return fits(bare, most) ? withAlerts(notice, most) : withoutAlerts(notice, most);
  }

  /** With as many alerts as there is room for: one at least does not fit. */
  private static String withAlerts(Notice notice, int most) {
    int fits = 0;
    int fitsNot = notice.alerts().size();
    while (fitsNot - fits > 1) {
      int middle = (fits + fitsNot) >>> 1;
      if (fits(text(notice, notice.message(), middle), most)) {
        fits = middle;
      } else {
        fitsNot = middle;
      }
    }
    return text(notice, notice.message(), fits);
  }

  private static String withoutAlerts(Notice notice, int most) {
    Message given = notice.message();
    int length = given.text().length();
    String cut;
    do {
      length /= 2;
      String text = length == 0 ? "" : CleanText.cut(given.text(), length);
      cut = text(notice, new Message(given.title(), List.of(), text, given.link()), 0);
    } while (length > 0 && !fits(cut, most));
    return cut;
  }

  private static boolean fits(String json, int most) {
    return json.length() <= most && utf8(json).length <= most;
  }

  private static String text(Notice notice, Message message, int alerts) {
    return text(json -> write(json, notice, message, alerts));
  }

  /** What a part writes. */
  static String text(Part part) {
    StringWriter written = new StringWriter(); // not bytes: of half a surrogate pair those fail
    try (JsonGenerator json = JSON.createGenerator(written)) {
      part.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("no file is written, so nothing should fail", e);
    }
    return written.toString();
  }

  /** Half a surrogate pair becomes a question mark. */
  static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, Notice notice, Message message, int alerts)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", VERSION);
    json.writeStringField("id", notice.id());
    json.writeStringField("incident", notice.incident());
    json.writeStringField("kind", word(notice.kind()));
    json.writeStringField("severity", word(notice.severity()));
    json.writeStringField("at", notice.at().toString());
    json.writeBooleanField("mayRepeat", notice.mayRepeat());
    json.writeFieldName("message");
    write(json, message);
    json.writeNumberField("alertsLeftOut", notice.alerts().size() - alerts);
    json.writeArrayFieldStart("alerts");
    for (var alert : notice.alerts().subList(0, alerts)) {
      AlertJson.write(json, alert);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", message.title());
    json.writeArrayFieldStart("fields");
    for (Message.Field field : message.fields()) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("value", field.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("text", message.text());
    json.writeStringField("link", message.link() == null ? null : message.link().toString());
    json.writeEndObject();
  }

  /** A constant as programs see it: in lower case. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
