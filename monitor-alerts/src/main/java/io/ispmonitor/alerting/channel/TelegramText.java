package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.Message;

/**
 * A message in the HTML that Telegram knows: the title in bold, and no other markup. Everything
 * else is escaped, so that devices cannot write any.
 *
 * <p>Telegram takes 4096 characters after the markup was taken away (Telegram Bot API,
 * sendMessage), counted here in UTF-16 units as it counts them for entities.
 */
final class TelegramText {
  private static final int MOST = 4_096;

  private TelegramText() {}

  /** All of the message, as far as there is room. */
  static String whole(Message message) {
    String plain = CleanText.cut(message.plain(), MOST);
    return html(plain, Math.min(message.title().length(), plain.length()));
  }

  /** Its title. */
  static String title(Message message) {
    return html(message.title(), message.title().length());
  }

  private static String html(String plain, int bold) {
    if (plain.isBlank()) {
      return CleanText.ELLIPSIS; // an empty message would be refused
    }
    return "<b>"
        + Escaping.of(plain.substring(0, bold))
        + "</b>"
        + Escaping.of(plain.substring(bold));
  }
}
