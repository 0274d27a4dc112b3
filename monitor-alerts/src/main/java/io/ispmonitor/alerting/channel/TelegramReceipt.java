package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Where a message is found again.
 *
 * @param chat the chat it is in; numbers of messages mean nothing in another one
 * @param message its number
 */
record TelegramReceipt(String chat, long message) {
  private static final int MOST_DIGITS = 18;

  /** What a notice brings along; null when it brings nothing that is ours. */
  static @Nullable TelegramReceipt read(@Nullable Receipt receipt) {
    String[] parts = receipt == null ? new String[0] : receipt.value().split(" ", 3);
    return parts.length == 2 ? of(parts[0], parts[1]) : null;
  }

  /** From what an answer says; null when it says nothing of the sort. */
  static @Nullable TelegramReceipt of(String chat, @Nullable String message) {
    return message != null && message.matches("[0-9]{1,%d}".formatted(MOST_DIGITS))
        ? new TelegramReceipt(chat, Long.parseLong(message))
        : null;
  }

  Receipt write() {
    return new Receipt(chat + " " + message);
  }
}
