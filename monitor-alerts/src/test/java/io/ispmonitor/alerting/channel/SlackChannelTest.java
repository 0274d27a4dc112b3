package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {
  private final FakeSlackApi slack = new FakeSlackApi();
  private final FakeServer server = FakeServer.start(slack);
  private final NotificationChannel bot =
      Vendor.SLACK_BOT.channel(server.uri(), HttpOptions.DEFAULT);
  private final FakeSlackWebhook hook = new FakeSlackWebhook();
  private final FakeServer hookServer = FakeServer.start(hook);
  private final NotificationChannel webhook =
      Vendor.SLACK_WEBHOOK.channel(hookServer.uri(), HttpOptions.DEFAULT);

  @AfterEach
  void close() {
    bot.close();
    webhook.close();
    server.close();
    hookServer.close();
    assertEquals(List.of(), server.complaints());
    assertEquals(List.of(), hookServer.complaints());
  }

  private static Notice problem(Message message) {
    return Notices.notice(Notice.Kind.PROBLEM, Severity.CRITICAL, message, null);
  }

  private static @Nullable Receipt deliver(NotificationChannel channel, Notice notice)
      throws InterruptedException {
    DeliveryResult result = channel.deliver(notice);
    return assertInstanceOf(DeliveryResult.Delivered.class, result, result.toString()).receipt();
  }

  private @Nullable Receipt deliver(Notice.Kind kind, String title, @Nullable Receipt previous)
      throws InterruptedException {
    return deliver(bot, Notices.notice(kind, Severity.CRITICAL, Message.of(title), previous));
  }

  @Test
  @DisplayName("title, fields, text and link are shown in this order")
  void whole() throws Exception {
    deliver(
        webhook,
        problem(
            new Message(
                "Tower 7 is down",
                List.of(new Message.Field("Site", "north"), new Message.Field("Behind it", "31")),
                "Since 12:00.",
                URI.create("https://wiki.example/tower?a=1&b=2"))));
    assertEquals(
        List.of(
            "Tower 7 is down\nSite: north\nBehind it: 31\nSince 12:00.\n"
                + "https://wiki.example/tower?a=1&b=2"),
        hook.shown());
  }

  @Test
  @DisplayName("what devices write is shown as it is and calls nobody")
  void hostile() throws Exception {
    deliver(webhook, Notices.hostile());
    assertTrue(hook.shown().get(0).contains("*_`<!channel>"), hook.shown().get(0));
    deliver(webhook, problem(Message.of("<!channel> <@U012AB3CD> <https://evil.example|bank>")));
    assertEquals("<!channel> <@U012AB3CD> <https://evil.example|bank>", hook.shown().get(1));
    deliver(webhook, problem(Message.of(" ")));
    assertEquals("…", hook.shown().get(2));
  }

  @Test
  @DisplayName("a title that is longer than a header is shown as a whole")
  void longTitle() throws Exception {
    String title = "Tower 7 & 8 ".repeat(20).strip();
    deliver(webhook, problem(Message.of(title)));
    assertTrue(hook.shown().get(0).endsWith("…\n" + title), hook.shown().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"&", "x", "e\u0301", "漢字\n", "<!here> ", "\u0903", "\u1100"})
  @DisplayName("however much there is to say, Slack's limits are met and no character is torn")
  void limits(String character) throws Exception {
    List<Message.Field> fields = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      fields.add(new Message.Field("field " + i, character.repeat(300)));
    }
    deliver(
        webhook,
        problem(new Message(character.repeat(300), fields, character.repeat(10_000), null)));
    String shown = hook.shown().get(0);
    assertTrue(shown.endsWith("…"), "what was cut is marked");
    assertTrue(shown.length() > 1_900, "as much as possible, not " + shown.length());
    assertFalse(shown.contains("\n\u0301"), "a mark without its letter");
  }

  @Test
  @DisplayName("an update edits the first message; a recovery edits it and is told in its thread")
  void incident() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    assertEquals(receipt, deliver(Notice.Kind.UPDATE, "31 behind it", receipt));
    assertEquals(receipt, deliver(Notice.Kind.REMINDER, "Still down", receipt));
    assertEquals(receipt, deliver(Notice.Kind.RECOVERY, "Tower 7 is up", receipt));
    assertEquals(List.of("Tower 7 is up", "Still down", "Tower 7 is up"), slack.shown());
    assertEquals("1503435956.000210", slack.sent().get(2).get("thread_ts"));
    assertEquals(true, slack.sent().get(2).get("reply_broadcast"));
  }

  @Test
  @DisplayName(
      "what cannot be edited any more is posted anew, also with a receipt of somebody else")
  void deleted() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    slack.forget();
    assertEquals(
        new Receipt("C0123456789 1503435956.000211 noc"),
        deliver(Notice.Kind.UPDATE, "Still down", receipt));
    deliver(Notice.Kind.RECOVERY, "Up", new Receipt("-100 42"));
    assertEquals(List.of("Still down", "Up"), slack.shown());
  }

  @ParameterizedTest
  @EnumSource(
      value = Notice.Kind.class,
      names = {"UPDATE", "REMINDER", "ESCALATION", "RECOVERY"})
  @DisplayName("when another conversation is configured, an open incident goes on there")
  void otherConversation(Notice.Kind kind) throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    try (NotificationChannel other =
        new SlackBotChannel(
            "noc",
            Secret.of(FakeSlackApi.TOKEN),
            "ops",
            server.uri().resolve("/api"),
            HttpOptions.DEFAULT)) {
      Message news = Message.of("News of it");
      assertEquals(
          new Receipt("C0987654321 1503435956.000211 ops"),
          deliver(other, Notices.notice(kind, Severity.CRITICAL, news, receipt)));
    }
    assertEquals(List.of("Tower 7 is down", "News of it"), slack.shown());
    assertEquals("ops", slack.sent().get(1).get("channel"));
    assertFalse(slack.sent().get(1).containsKey("thread_ts"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Notice.Kind.class,
      names = {"UPDATE", "REMINDER", "RECOVERY"})
  @DisplayName("when the first message's conversation is archived, the one of today is told")
  void archived(Notice.Kind kind) throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    slack.archive("noc", "C0555555555");
    assertEquals(
        new Receipt("C0555555555 1503435956.000211 noc"), deliver(kind, "News of it", receipt));
    assertEquals(List.of("Tower 7 is down", "News of it"), slack.shown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "is_archived",
        "channel_is_archived",
        "not_in_channel",
        "channel_not_found",
        "is_inactive"
      })
  @DisplayName("a conversation that takes no edit is tried once more before the channel is broken")
  void conversationGone(String word) throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    server.next(FakeSlackApi.error(word)).next(FakeSlackApi.error("is_archived"));
    Message up = Message.of("Tower 7 is up");
    DeliveryResult result =
        bot.deliver(Notices.notice(Notice.Kind.RECOVERY, Severity.CRITICAL, up, receipt));
    assertEquals(Outcome.BROKEN, Outcome.of(result), result.toString());
    assertEquals("noc", slack.sent().get(1).get("channel"));
  }

  @Test
  @DisplayName("a receipt from before conversations were kept counts where an id is configured")
  void oldReceipt() throws Exception {
    deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    Receipt old = new Receipt("C0123456789 1503435956.000210");
    try (NotificationChannel byId =
        new SlackBotChannel(
            "noc",
            Secret.of(FakeSlackApi.TOKEN),
            "C0123456789",
            server.uri().resolve("/api"),
            HttpOptions.DEFAULT)) {
      Message news = Message.of("31 behind it");
      deliver(byId, Notices.notice(Notice.Kind.UPDATE, Severity.CRITICAL, news, old));
    }
    assertEquals(List.of("31 behind it"), slack.shown());
  }

  @Test
  @DisplayName("where nothing can be answered, a reminder is a message of its own")
  void noThreads() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    server.next(FakeSlackApi.error("restricted_action_non_threadable_channel"));
    deliver(Notice.Kind.REMINDER, "Still down", receipt);
    assertTrue(slack.sent().get(1).containsKey("thread_ts"));
    assertEquals("Still down", slack.sent().get(2).get("text"));
    assertFalse(slack.sent().get(2).containsKey("thread_ts"));
  }

  @ParameterizedTest
  @CsvSource({
    "ratelimited, LATER",
    "internal_error, LATER",
    "invalid_auth, BROKEN",
    "channel_not_found, BROKEN",
    "missing_scope, BROKEN",
    "is_archived, BROKEN",
    "not_in_channel, BROKEN",
    "restricted_action, BROKEN",
    "restricted_action_read_only_channel, BROKEN",
    "restricted_action_thread_only_channel, BROKEN",
    "msg_too_long, REJECTED",
    "invalid_blocks, REJECTED"
  })
  @DisplayName("a no that comes with 200 counts as what it says")
  void words(String word, Outcome outcome) throws Exception {
    server.next(FakeSlackApi.error(word));
    DeliveryResult result = bot.deliver(problem(Message.of("Hello")));
    assertEquals(outcome, Outcome.of(result), result.toString());
    assertTrue(result.toString().contains(word), result.toString());
  }

  @Test
  @DisplayName("a yes that is not Slack's is none")
  void stranger() throws Exception {
    for (Vendor vendor : List.of(Vendor.SLACK_BOT, Vendor.SLACK_WEBHOOK)) {
      FakeServer asked = vendor == Vendor.SLACK_BOT ? server : hookServer;
      asked.next(Says.of(200, "<html>Log in</html>"));
      NotificationChannel channel = vendor == Vendor.SLACK_BOT ? bot : webhook;
      assertEquals(Outcome.LATER, Outcome.of(channel.deliver(problem(Message.of("Hello")))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, user_not_found, BROKEN",
    "400, no_active_hooks, BROKEN",
    "400, posting_to_general_channel_denied, BROKEN",
    "410, channel_is_archived, BROKEN",
    "500, no_team, BROKEN",
    "400, invalid_payload, REJECTED",
    "500, rollup_error, LATER"
  })
  @DisplayName("what a webhook's word says of the channel counts more than its status")
  void webhookWords(int status, String word, Outcome outcome) throws Exception {
    hookServer.next(Says.of(status, word));
    DeliveryResult result = webhook.deliver(problem(Message.of("Hello")));
    assertEquals(outcome, Outcome.of(result), result.toString());
  }

  @Test
  @DisplayName("a webhook says why it refuses")
  void refused() throws Exception {
    hookServer.next(Says.of(403, "action_prohibited"));
    DeliveryResult result = webhook.deliver(problem(Message.of("Hello")));
    assertTrue(result.toString().contains("action_prohibited"), result.toString());
    try (NotificationChannel wrong =
        new SlackWebhookChannel(
            "noc", Secret.of(hookServer.uri() + "/services/no"), HttpOptions.DEFAULT)) {
      assertEquals(Outcome.BROKEN, Outcome.of(wrong.deliver(problem(Message.of("Hello")))));
    }
  }
}
