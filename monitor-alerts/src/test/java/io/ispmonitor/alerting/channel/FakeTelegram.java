package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Refused;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The Bot API, as strict as it is, and stricter with fields that it does not know. */
final class FakeTelegram implements FakeVendor {
  static final String TOKEN = "123456:not-the-token-of-any-bot";
  private static final Set<String> EDITED =
      Set.of("chat_id", "text", "parse_mode", "link_preview_options", "message_id");
  private static final Set<String> NEW =
      Set.of(
          "chat_id",
          "text",
          "parse_mode",
          "link_preview_options",
          "message_thread_id",
          "disable_notification",
          "reply_parameters");

  private final Map<Long, String> messages = new LinkedHashMap<>();
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private String chat = "-100200300";
  private long last = 41;

  @Override
  public synchronized List<String> shown() {
    return List.copyOf(messages.values());
  }

  /** The fields of what was sent anew. */
  synchronized List<Map<String, Object>> sent() {
    return List.copyOf(sent);
  }

  synchronized void forget() {
    messages.clear();
  }

  /** The group has become a supergroup. */
  synchronized void moveTo(String other) {
    chat = other;
    messages.clear();
  }

  @Override
  public synchronized Says apply(Asked asked) {
    String path = asked.uri().toString();
    if (!path.startsWith("/bot" + TOKEN + "/")) {
      return error(401, "Unauthorized", "");
    }
    return method(path.substring(path.lastIndexOf('/') + 1), Fields.of(asked));
  }

  private Says method(String method, Map<String, Object> fields) {
    if (!chat.equals(fields.get("chat_id"))) {
      return error(
          400,
          "Bad Request: group chat was upgraded to a supergroup chat",
          ",\"parameters\":{\"migrate_to_chat_id\":" + chat + "}");
    }
    return switch (method) {
      case "sendMessage" -> send(fields);
      case "editMessageText" -> edit(fields);
      default -> error(404, "Not Found", "");
    };
  }

  private Says send(Map<String, Object> fields) {
    Fields.only(fields, NEW);
    messages.put(++last, shown(fields));
    sent.add(fields);
    return ok(last);
  }

  private Says edit(Map<String, Object> fields) {
    Fields.only(fields, EDITED);
    long message = (Long) Objects.requireNonNull(fields.get("message_id"), "message_id");
    String text = shown(fields);
    if (!messages.containsKey(message)) {
      return error(400, "Bad Request: message to edit not found", "");
    }
    if (text.equals(messages.put(message, text))) {
      return error(400, "Bad Request: message is not modified: specified new text", "");
    }
    return ok(message);
  }

  /** Reads the HTML: bold is all it may hold. */
  private static String shown(Map<String, Object> fields) {
    if (!"HTML".equals(fields.get("parse_mode"))) {
      throw new Refused("parse mode " + fields.get("parse_mode"));
    }
    String text = Fields.text(fields, "text");
    String bare = text.replaceFirst("^<b>([^<>]*)</b>", "$1");
    if (bare.contains("<") || bare.contains(">")) {
      throw new Refused("unexpected markup: " + bare);
    }
    String shown = Entities.decode(bare);
    if (shown.isBlank() || shown.length() > 4096) {
      throw new Refused("Bad Request: message is empty or too long: " + shown.length());
    }
    return shown;
  }

  private static Says ok(long message) {
    return Says.of(200, "{\"ok\":true,\"result\":{\"message_id\":" + message + ",\"date\":0}}");
  }

  static Says error(int status, String description, String more) {
    return Says.of(
        status,
        "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"%s}"
            .formatted(status, description, more));
  }
}
