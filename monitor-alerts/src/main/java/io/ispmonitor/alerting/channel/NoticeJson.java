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
import java.util.function.IntPredicate;

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
   * @param most how many bytes it may have, at least {@link #LEAST_BYTES}. Where there is no room
   *     for all alerts, those after the gravest are written shortly; when that is not enough, the
   *     gravest stay and {@code alertsLeftOut} counts the others. Where no room is left for the
   *     gravest, the message goes without its fields, and its text is cut.
   */
  static byte[] bytes(Notice notice, int most) {
    return utf8(text(notice, most));
  }

  /** The same as {@link #bytes}, before it is encoded. */
  static String text(Notice notice, int most) {
    int all = notice.alerts().size();
    String whole = text(notice, notice.message(), all, all);
    if (fits(whole, most)) {
      return whole;
    }
    Message message = message(notice, most);
    // To name an alert is worth more than to say all of a graver one.
    int told = mostThat(all, alerts -> fits(text(notice, message, 0, alerts), most));
    int inFull = mostThat(told, alerts -> fits(text(notice, message, alerts, told), most));
    return text(notice, message, inFull, told);
  }

  /** The greatest number that fits, where all smaller ones do; 0 when none does. */
  private static int mostThat(int all, IntPredicate fits) {
    int most = 0;
    int tooMany = all + 1;
    while (tooMany - most > 1) {
      int middle = (most + tooMany) >>> 1;
      if (fits.test(middle)) {
        most = middle;
      } else {
        tooMany = middle;
      }
    }
    return most;
  }

  /** As much of the message as there is room for when the gravest alert is named. */
  private static Message message(Notice notice, int most) {
    Message given = notice.message();
    Message cut = given;
    int length = given.text().length();
    int named = Math.min(1, notice.alerts().size());
    while (!fits(text(notice, cut, 0, named), most) && (length > 0 || !cut.fields().isEmpty())) {
      length /= 2;
      String text = length == 0 ? "" : CleanText.cut(given.text(), length);
      cut = new Message(given.title(), List.of(), text, given.link());
    }
    return cut;
  }

  private static boolean fits(String json, int most) {
    return json.length() <= most && utf8(json).length <= most;
  }

  private static String text(Notice notice, Message message, int inFull, int told) {
    return text(json -> write(json, notice, message, inFull, told));
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

  private static void write(
      JsonGenerator json, Notice notice, Message message, int inFull, int told) throws IOException {
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
    json.writeNumberField("alertsLeftOut", notice.alerts().size() - told);
    json.writeArrayFieldStart("alerts");
    for (var alert : notice.alerts().subList(0, inFull)) {
      AlertJson.write(json, alert);
    }
    for (var alert : notice.alerts().subList(inFull, told)) {
      AlertJson.writeShortly(json, alert);
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
