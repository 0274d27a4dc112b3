package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Slack's Web API, as far as a bot needs it that writes. */
final class FakeSlackApi implements FakeVendor {
  static final String TOKEN = "xoxb-not-the-token-of-any-bot";
  private static final String CONVERSATION = "C0123456789";
  private static final Set<String> NEW =
      Set.of(
          "channel",
          "text",
          "blocks",
          "mrkdwn",
          "unfurl_links",
          "unfurl_media",
          "thread_ts",
          "reply_broadcast");

  private final Map<String, String> messages = new LinkedHashMap<>();
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private int last = 9;

  @Override
  public synchronized List<String> shown() {
    return List.copyOf(messages.values());
  }

  synchronized List<Map<String, Object>> sent() {
    return List.copyOf(sent);
  }

  synchronized void forget() {
    messages.clear();
  }

  @Override
  public synchronized Says apply(Asked asked) {
    if (!asked.header("Authorization").equals("Bearer " + TOKEN)) {
      return error("invalid_auth");
    }
    Map<String, Object> fields = Fields.of(asked);
    if (!Set.of("noc", CONVERSATION).contains(Fields.text(fields, "channel"))) {
      return error("channel_not_found");
    }
    return switch (asked.uri().toString()) {
      case "/api/chat.postMessage" -> post(fields);
      case "/api/chat.update" -> update(fields);
      default -> error("unknown_method");
    };
  }

  private Says post(Map<String, Object> fields) {
    Fields.only(fields, NEW);
    String ts = "1503435956.0002" + ++last;
    messages.put(ts, SlackBlocks.shown(fields));
    sent.add(fields);
    return ok(ts);
  }

  private Says update(Map<String, Object> fields) {
    Fields.only(fields, Set.of("channel", "text", "blocks", "ts"));
    String ts = Fields.text(fields, "ts");
    if (!Fields.text(fields, "channel").equals(CONVERSATION) || !messages.containsKey(ts)) {
      return error("message_not_found"); // a name is not taken for an id here
    }
    messages.put(ts, SlackBlocks.shown(fields));
    return ok(ts);
  }

  private static Says ok(String ts) {
    return Says.of(
        200, "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}".formatted(CONVERSATION, ts));
  }

  static Says error(String word) {
    return Says.of(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(word));
  }
}
