package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Slack's Web API with two conversations, as far as a bot needs it that writes. */
final class FakeSlackApi implements FakeVendor {
  static final String TOKEN = "xoxb-not-the-token-of-any-bot";
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

  /** Ids by what is written to: names and ids. */
  private final Map<String, String> conversations =
      new HashMap<>(Map.of("noc", "C0123456789", "ops", "C0987654321"));

  private final Set<String> archived = new HashSet<>();
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

  /** Nobody can write to a conversation any more, and another one has its name. */
  synchronized void archive(String name, String successor) {
    archived.add(String.valueOf(conversations.put(name, successor)));
  }

  @Override
  public synchronized Says apply(Asked asked) {
    if (!asked.header("Authorization").equals("Bearer " + TOKEN)) {
      return error("invalid_auth");
    }
    Map<String, Object> fields = Fields.of(asked);
    String channel = Fields.text(fields, "channel");
    String id = conversations.getOrDefault(channel, channel);
    if (archived.contains(id)) {
      return error("is_archived");
    }
    if (!conversations.containsValue(id)) {
      return error("channel_not_found");
    }
    return switch (asked.uri().toString()) {
      case "/api/chat.postMessage" -> post(id, fields);
      case "/api/chat.update" -> update(channel, fields);
      default -> error("unknown_method");
    };
  }

  private Says post(String id, Map<String, Object> fields) {
    Fields.only(fields, NEW);
    String ts = "1503435956.0002" + ++last;
    messages.put(ts, SlackBlocks.shown(fields));
    sent.add(fields);
    return ok(id, ts);
  }

  private Says update(String id, Map<String, Object> fields) {
    Fields.only(fields, Set.of("channel", "text", "blocks", "ts"));
    String ts = Fields.text(fields, "ts");
    if (conversations.containsKey(id)) {
      return error("channel_not_found"); // a name is not taken for an id here
    }
    if (!messages.containsKey(ts)) {
      return error("message_not_found");
    }
    messages.put(ts, SlackBlocks.shown(fields));
    return ok(id, ts);
  }

  private static Says ok(String id, String ts) {
    return Says.of(200, "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}".formatted(id, ts));
  }

  static Says error(String word) {
    return Says.of(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(word));
  }
}
