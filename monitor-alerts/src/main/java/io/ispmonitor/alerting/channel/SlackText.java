package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.Message;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A message as Slack's blocks: the title as a header, the rest as plain text, in which nothing is
 * formatted, and the link. A title that is cut in the header follows as a whole. {@code &}, {@code
 * <} and {@code >} are escaped everywhere, so nobody behind a device calls {@code <!channel>} or
 * disguises a link (Slack, "Formatting text for app surfaces").
 */
final class SlackText {
  /** Slack, "Header block"; counted as escaped, whichever way Slack counts. */
  private static final int MOST_HEADER = 150;

  /** Slack, "Section block"; counted likewise. */
  private static final int MOST_SECTION = 3_000;

  /**
   * In all sections together, far from 50 blocks: long before that Slack answers {@code
   * msg_blocks_too_long}, without saying from where on.
   */
  private static final int MOST_TEXT = 10_000;

  /** Slack, "chat.postMessage": what it recommends for the text. */
  private static final int MOST_FALLBACK = 4_000;

  private SlackText() {}

  /** Writes {@code text}, for notifications and old clients, and {@code blocks}. */
  static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("text", escaped(message.plain(), MOST_FALLBACK));
    json.writeArrayFieldStart("blocks");
    String header = escaped(message.title(), MOST_HEADER);
    plain(json, "header", header);
    sections(json, header.equals(Escaping.of(message.title())) ? withoutTitle(message) : message);
    link(json, message.link());
    json.writeEndArray();
  }

  /** Writes, for a new message, that Slack shall not fetch and format what a device names. */
  static void writeQuiet(JsonGenerator json) throws IOException {
    json.writeBooleanField("mrkdwn", false);
    json.writeBooleanField("unfurl_links", false);
    json.writeBooleanField("unfurl_media", false);
  }

  private static String escaped(String text, int most) {
    String shown = text.isBlank() ? CleanText.ELLIPSIS : text; // nothing at all would be refused
    return Escaping.of(Escaping.cut(shown, most));
  }

  private static void sections(JsonGenerator json, Message message) throws IOException {
    Message unlinked = new Message(message.title(), message.fields(), message.text(), null);
    String rest = Escaping.cut(unlinked.plain().strip(), MOST_TEXT);
    while (!rest.isEmpty()) {
      String part = beginning(rest);
      if (!part.isBlank()) {
        plain(json, "section", Escaping.of(part));
      }
      rest = rest.substring(part.length());
    }
  }

  private static Message withoutTitle(Message message) {
    return new Message("", message.fields(), message.text(), message.link());
  }

  /** As much as fits into a section, to the end of a line if there is one in its second half. */
  private static String beginning(String text) {
    String cut = Escaping.cut(text, MOST_SECTION);
    if (cut.equals(text)) {
      return text;
    }
    int end = Math.max(1, cut.length() - CleanText.ELLIPSIS.length());
    int line = text.lastIndexOf('\n', end - 1);
    return text.substring(0, line > end / 2 ? line + 1 : end);
  }

  private static void plain(JsonGenerator json, String block, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", block);
    json.writeObjectFieldStart("text");
    json.writeStringField("type", "plain_text");
    json.writeStringField("text", text);
    json.writeBooleanField("emoji", false); // :smile: stays what it is
    json.writeEndObject();
    json.writeEndObject();
  }

  /** In the one object with markup, since in plain text nobody can click on it. */
  private static void link(JsonGenerator json, @Nullable URI link) throws IOException {
    String address = link == null ? "" : link.toASCIIString();
    if (!address.matches("(?i)https?://[^<>|\\s]+") || address.length() > MOST_SECTION / 5) {
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", "section");
    json.writeObjectFieldStart("text");
    json.writeStringField("type", "mrkdwn");
    json.writeStringField("text", "<" + Escaping.of(address) + ">");
    json.writeBooleanField("verbatim", true);
    json.writeEndObject();
    json.writeEndObject();
  }
}
