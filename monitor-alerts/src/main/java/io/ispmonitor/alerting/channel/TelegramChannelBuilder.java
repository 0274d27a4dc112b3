package io.ispmonitor.alerting.channel;

import io.ispmonitor.secret.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Describes a {@link TelegramChannel}. For one thread. */
public final class TelegramChannelBuilder {
  private final String name;
  private final String subject;
  private final Secret token;
  private final String chat;
  private @Nullable Integer topic;
  private URI base = TelegramChannel.TELEGRAM;
  private HttpOptions http = HttpOptions.DEFAULT;

  TelegramChannelBuilder(String name, Secret token, String chat) {
    this.name = name;
    this.subject = "channel " + name;
    this.token = Address.token(subject, token);
    if (!token.revealText().matches("[A-Za-z0-9:_-]+")) {
      throw new IllegalArgumentException(
          subject + ": a bot's token is one such as 123456:ABC-def, as @BotFather gives it");
    }
    if (!chat.matches("-?[0-9]{1,20}|@[A-Za-z0-9_]{1,64}")) {
      throw new IllegalArgumentException(
          "%s: the chat must be a number such as -1001234567890, or @name of a public one, was '%s'"
              .formatted(subject, chat));
    }
    this.chat = chat;
  }

  /** Writes in a topic of a forum, by its message_thread_id. */
  public TelegramChannelBuilder topic(int id) {
    if (id < 1) {
      throw new IllegalArgumentException(subject + ": a topic has a number from 1 on, not " + id);
    }
    this.topic = id;
    return this;
  }

  /**
   * Where the Bot API is; {@link TelegramChannel#TELEGRAM} unless said. Plain HTTP is for a Bot API
   * server on the same machine: the token is in every request.
   */
  public TelegramChannelBuilder base(URI address) {
    this.base = Address.base(subject, address);
    return this;
  }

  /** How to talk HTTP. */
  public TelegramChannelBuilder http(HttpOptions options) {
    this.http = options;
    return this;
  }

  /** The channel. */
  public TelegramChannel build() {
    return new TelegramChannel(name, chat, new TelegramApi(base, token, topic), token, http);
  }
}
