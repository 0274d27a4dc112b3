package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import io.ispmonitor.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramChannelTest {
  private final FakeTelegram telegram = new FakeTelegram();
  private final FakeServer server = FakeServer.start(telegram);
  private final TelegramChannel channel = builder().build();

  private TelegramChannelBuilder builder() {
    return TelegramChannel.builder("noc", Secret.of(FakeTelegram.TOKEN), "-100200300")
        .base(server.uri());
  }

  @AfterEach
  void close() {
    channel.close();
    server.close();
    assertEquals(List.of(), server.complaints());
  }

  private @Nullable Receipt deliver(Notice.Kind kind, String title, @Nullable Receipt previous)
      throws InterruptedException {
    return deliver(Notices.notice(kind, Severity.CRITICAL, Message.of(title), previous));
  }

  private @Nullable Receipt deliver(Notice notice) throws InterruptedException {
    DeliveryResult result = channel.deliver(notice);
    return assertInstanceOf(DeliveryResult.Delivered.class, result, result.toString()).receipt();
  }

  @Test
  @DisplayName("an update edits the first message; a recovery edits it and answers it")
  void incident() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    assertNotNull(receipt);
    assertEquals(receipt, deliver(Notice.Kind.UPDATE, "Tower 7 is down, 31 behind it", receipt));
    assertEquals(List.of("Tower 7 is down, 31 behind it"), telegram.shown());

    assertEquals(receipt, deliver(Notice.Kind.RECOVERY, "Tower 7 is up", receipt));
    assertEquals(List.of("Tower 7 is up", "Tower 7 is up"), telegram.shown());
    assertEquals(
        Map.of("message_id", 42L, "allow_sending_without_reply", true),
        telegram.sent().get(1).get("reply_parameters"));
  }

  @Test
  @DisplayName("a recovery whose answer did not get through is completed the next time")
  void recoveryTwice() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    Notice recovery =
        Notices.notice(
            Notice.Kind.RECOVERY, Severity.CRITICAL, Message.of("Tower 7 is up"), receipt);
    server.next(Says.of(200, "{\"ok\":true,\"result\":{\"message_id\":42}}"));
    server.next(Says.of(502, ""));
    assertInstanceOf(DeliveryResult.TryLater.class, channel.deliver(recovery));
    deliver(recovery); // "message is not modified" is as good as edited
    assertEquals("Tower 7 is up", telegram.shown().get(0));
    assertEquals(3, telegram.sent().size());
  }

  @Test
  @DisplayName("what cannot be edited any more is sent anew")
  void deleted() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    telegram.forget();
    Receipt anew = deliver(Notice.Kind.UPDATE, "Tower 7 is still down", receipt);
    assertEquals(List.of("Tower 7 is still down"), telegram.shown());
    assertEquals(new Receipt("-100200300 43"), anew);
  }

  @Test
  @DisplayName("reminders and escalations are messages that answer the first one")
  void reminder() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    assertEquals(receipt, deliver(Notice.Kind.REMINDER, "Tower 7 is still down", receipt));
    assertEquals(receipt, deliver(Notice.Kind.ESCALATION, "Nobody cares", receipt));
    assertEquals(3, telegram.shown().size());
    assertTrue(telegram.sent().get(2).containsKey("reply_parameters"));
  }

  @Test
  @DisplayName("a group that became a supergroup is followed, once, and its old messages are left")
  void migration() throws Exception {
    Receipt receipt = deliver(Notice.Kind.PROBLEM, "Tower 7 is down", null);
    telegram.moveTo("-1009999999999");
    assertEquals(
        new Receipt("-1009999999999 43"), deliver(Notice.Kind.UPDATE, "Still down", receipt));
    int asked = server.asked().size();
    deliver(Notice.Kind.RECOVERY, "Tower 7 is up", receipt);
    assertEquals(List.of("Still down", "Tower 7 is up"), telegram.shown());
    assertEquals(asked + 1, server.asked().size());
  }

  @Test
  @DisplayName("what devices write is shown as it is, and is never markup")
  void hostile() throws Exception {
    Notice hostile = Notices.hostile();
    deliver(hostile.after(null));
    String shown = telegram.shown().get(0);
    assertTrue(shown.startsWith(hostile.message().title()), shown);
    assertEquals(4096, shown.length(), 8);
    assertFalse(shown.contains("\u202e"));
  }

  @Test
  @DisplayName("the limit counts what is seen, and cuts between whole characters")
  void limit() throws Exception {
    deliver(Notices.notice(Notice.Kind.TEST, Severity.INFO, message("<&>".repeat(2_000)), null));
    deliver(
        Notices.notice(Notice.Kind.TEST, Severity.INFO, message("e\u0301".repeat(3_000)), null));
    assertEquals(4_096, telegram.shown().get(0).length(), 1);
    assertTrue(telegram.shown().get(1).endsWith("e\u0301…"));
  }

  private static Message message(String text) {
    return new Message("T", List.of(), text, null);
  }

  @Test
  @DisplayName("what is only informative makes no sound, and a topic is written in")
  void silent() throws Exception {
    try (TelegramChannel topic = builder().topic(7).build()) {
      topic.deliver(Notices.notice(Notice.Kind.TEST, Severity.INFO, Message.of("Hello"), null));
      topic.deliver(Notices.notice(Notice.Kind.TEST, Severity.WARNING, Message.of("Hello"), null));
    }
    assertEquals(true, telegram.sent().get(0).get("disable_notification"));
    assertEquals(7L, telegram.sent().get(0).get("message_thread_id"));
    assertNull(telegram.sent().get(1).get("disable_notification"));
  }

  @Test
  @DisplayName("Telegram's own wait counts, and a chat that is not there breaks the channel")
  void errors() throws Exception {
    server.next(
        FakeTelegram.error(
            429, "Too Many Requests: retry after 35", ",\"parameters\":{\"retry_after\":35}"));
    DeliveryResult limited =
        channel.deliver(Notices.notice(Notice.Kind.TEST, Severity.INFO, Message.of("Hello"), null));
    assertEquals(
        Duration.ofSeconds(35), assertInstanceOf(DeliveryResult.TryLater.class, limited).after());

    server.next(FakeTelegram.error(400, "Bad Request: chat not found", ""));
    DeliveryResult nobody =
        channel.deliver(Notices.notice(Notice.Kind.TEST, Severity.INFO, Message.of("Hello"), null));
    assertTrue(assertInstanceOf(DeliveryResult.Rejected.class, nobody).isChannelBroken());

    server.next(Says.of(200, "<html>Log in to the hotel's network</html>"));
    assertInstanceOf(
        DeliveryResult.TryLater.class,
        channel.deliver(
            Notices.notice(Notice.Kind.TEST, Severity.INFO, Message.of("Hello"), null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "have no rights to send a message",
        "not enough rights to send text messages to the chat",
        "need administrator rights in the channel chat",
        "CHAT_WRITE_FORBIDDEN",
        "CHAT_RESTRICTED",
        "TOPIC_CLOSED",
        "TOPIC_DELETED",
        "PEER_ID_INVALID",
        "group chat was deactivated",
        "message thread not found",
        "group chat was upgraded to a supergroup chat"
      })
  @DisplayName("a chat that the bot cannot write to breaks the channel, whatever it is called")
  void noRights(String words) throws Exception {
    server.next(FakeTelegram.error(400, "Bad Request: " + words, ""));
    DeliveryResult result = channel.deliver(Notices.about("n-1"));
    assertEquals(Outcome.BROKEN, Outcome.of(result), result.toString());
  }

  @Test
  @DisplayName("what is wrong with one message rejects that message alone")
  void wrongMessage() throws Exception {
    server.next(FakeTelegram.error(400, "Bad Request: message is too long", ""));
    assertEquals(Outcome.REJECTED, Outcome.of(channel.deliver(Notices.about("n-1"))));
  }

  @Test
  @DisplayName("an empty message is sent all the same")
  void empty() throws Exception {
    deliver(Notice.Kind.TEST, " ", null);
    assertEquals(List.of("…"), telegram.shown());
  }

  @Test
  @DisplayName("a receipt of somebody else's is no receipt")
  void strangeReceipt() throws Exception {
    for (String strange : List.of("x", "-100200300 x", "-100200300 1 2", "-1 7", " ", "  42")) {
      assertNotNull(deliver(Notice.Kind.UPDATE, "Tower 7", new Receipt(strange)));
    }
    assertEquals(6, telegram.shown().size());
  }

  @Test
  @DisplayName("a token or chat that cannot be right is refused without being shown")
  void refusals() {
    for (String token : List.of("1:a b", "1:a\n", "1:a/../x", "1:é", "1:a?x=")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> TelegramChannel.builder("noc", Secret.of(token), "1"));
      assertFalse(refused.toString().contains(token), refused.toString());
    }
    for (String chat : List.of("", "noc", "-", "1 2", "@")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> TelegramChannel.builder("noc", Secret.of("1:a"), chat));
    }
  }
}
