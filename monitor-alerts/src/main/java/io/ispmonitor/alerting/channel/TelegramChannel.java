package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a chat, a group or a channel of Telegram by a bot (Telegram Bot API: sendMessage,
 * editMessageText).
 *
 * <ul>
 *   <li>An update edits the incident's first message, which rings nobody's phone. A recovery edits
 *       it too, so that nobody is alarmed who reads it late, and answers it with a short message,
 *       since people want to be told. What cannot be edited any more is sent anew.
 *   <li>A reminder and an escalation are messages of their own that answer the first one.
 *   <li>What is only informative makes no sound.
 *   <li>A group that became a supergroup has another id, which Telegram tells: it is used from then
 *       on, until the end of the program, and a line in the log asks for it to be configured.
 *   <li>Telegram cannot be told that a notice is a repeated one: it may be shown twice, and says
 *       that it may have been told before.
 *   <li>Everything is shown as it is, but Telegram makes links of addresses and of {@code @names}
 *       in any text.
 * </ul>
 */
public final class TelegramChannel extends HttpChannel {
  /** The Bot API as Telegram runs it. */
  public static final URI TELEGRAM = URI.create("https://api.telegram.org");

  private static final Logger log = LoggerFactory.getLogger(TelegramChannel.class);

  /** At most 20 in any minute ("My bot is hitting limits", Telegram Bots FAQ). */
  private static final Pace OF_GROUPS = new Pace(5, Duration.ofSeconds(4));

  /** At most one a second, by the same source. */
  private static final Pace OF_PEOPLE = new Pace(1, Duration.ofSeconds(1));

  private final TelegramApi api;
  private final TelegramVerdict telegram;
  private volatile String chat;

  TelegramChannel(String name, String chat, TelegramApi api, Secret token, HttpOptions http) {
    super(name, pace(chat), new HttpSender(name, http), http);
    this.api = api;
    this.telegram = new TelegramVerdict(verdict, token);
    this.chat = chat;
  }

  private static Pace pace(String chat) {
    return chat.startsWith("-") || chat.startsWith("@") ? OF_GROUPS : OF_PEOPLE;
  }

  /**
   * Begins to describe a channel.
   *
   * @param name what it is called
   * @param token of the bot
   * @param chat the number of a chat or group, or {@code @name} of a public one
   * @throws IllegalArgumentException when one of them cannot be right
   */
  public static TelegramChannelBuilder builder(String name, Secret token, String chat) {
    return new TelegramChannelBuilder(name, token, chat);
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    TelegramReceipt first = TelegramReceipt.read(notice.previous());
    if (first == null || !first.chat().equals(chat)) {
      return send(notice, TelegramText.whole(notice.message()), null);
    }
    return switch (notice.kind()) {
      case UPDATE, RECOVERY -> edit(notice, first);
      default -> send(notice, TelegramText.whole(notice.message()), first);
    };
  }

  private DeliveryResult edit(Notice notice, TelegramReceipt first) throws InterruptedException {
    String text = TelegramText.whole(notice.message());
    HttpReply reply = sender.send(api.edit(first, text));
    DeliveryResult result = reply.result(answer -> telegram.of(answer, first.chat()));
    if (result instanceof DeliveryResult.Delivered || TelegramVerdict.isUnchanged(reply)) {
      return notice.kind() == Notice.Kind.RECOVERY
          ? send(notice, notice.mayRepeat() ? text : TelegramText.title(notice.message()), first)
          : new DeliveryResult.Delivered(first.write());
    }
    // Deleted, too old, in another chat: whatever the reason, people have to be told.
    return TelegramVerdict.isRefused(reply) ? send(notice, text, null) : result;
  }

  private DeliveryResult send(Notice notice, String text, @Nullable TelegramReceipt first)
      throws InterruptedException {
    boolean isSilent = notice.severity() == Severity.INFO;
    String to = chat;
    HttpReply reply = sender.send(api.send(to, text, isSilent, first));
    if (hasMoved(reply)) {
      to = chat;
      reply = sender.send(api.send(to, text, isSilent, null));
    }
    String asked = to;
    DeliveryResult result = reply.result(answer -> telegram.of(answer, asked));
    return result instanceof DeliveryResult.Delivered && first != null && first.chat().equals(to)
        ? new DeliveryResult.Delivered(first.write())
        : result;
  }

  private boolean hasMoved(HttpReply reply) {
    Optional<String> moved = TelegramVerdict.migratedTo(reply);
    if (moved.isEmpty() || moved.get().equals(chat)) {
      return false;
    }
    log.warn(
        "TELEGRAM_GROUP_MOVED channel {}: the group {} became {}; that is used from now on,"
            + " configure it",
        name(),
        chat,
        moved.get());
    chat = moved.get();
    return true;
  }
}
