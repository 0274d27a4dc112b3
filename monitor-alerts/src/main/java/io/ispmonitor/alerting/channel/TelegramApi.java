package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ispmonitor.secret.Secret;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Writes requests to the Telegram Bot API, with the token where it wants it: in the address. */
final class TelegramApi {
  private final String base;
  private final Secret token;
  private final @Nullable Integer topic;

  /**
   * Requests of one bot.
   *
   * @param topic of a forum, the one to write in; null for none
   */
  TelegramApi(URI base, Secret token, @Nullable Integer topic) {
    this.base = base.toString();
    this.token = token;
    this.topic = topic;
  }

  /**
   * A new message.
   *
   * @param answers the message it answers, should that still be there; null for none
   */
  HttpPost send(String chat, String html, boolean isSilent, @Nullable TelegramReceipt answers) {
    return post(
        "sendMessage",
        json -> {
          text(json, chat, html);
          if (topic != null) {
            json.writeNumberField("message_thread_id", topic);
          }
          if (isSilent) {
            json.writeBooleanField("disable_notification", true);
          }
          if (answers != null) {
            json.writeObjectFieldStart("reply_parameters");
            json.writeNumberField("message_id", answers.message());
            json.writeBooleanField("allow_sending_without_reply", true);
            json.writeEndObject();
          }
        });
  }

  /** Another text for a message. */
  HttpPost edit(TelegramReceipt message, String html) {
    return post(
        "editMessageText",
        json -> {
          text(json, message.chat(), html);
          json.writeNumberField("message_id", message.message());
        });
  }

  /** Without previews: Telegram would fetch what a device names. */
  private static void text(JsonGenerator json, String chat, String html) throws IOException {
    json.writeStringField("chat_id", chat);
    json.writeStringField("text", html);
    json.writeStringField("parse_mode", "HTML");
    json.writeObjectFieldStart("link_preview_options");
    json.writeBooleanField("is_disabled", true);
    json.writeEndObject();
  }

  private HttpPost post(String method, NoticeJson.Part fields) {
    URI uri = URI.create(base + "/bot" + token.revealText() + "/" + method);
    return HttpPost.json(
        uri,
        json -> {
          json.writeStartObject();
          fields.write(json);
          json.writeEndObject();
        });
  }
}
