package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Where a message is found again.
 *
 * @param conversation the id of the conversation, which is not always what was written to
 * @param ts the message's time, by which Slack numbers the messages of a conversation
 */
record SlackReceipt(String conversation, String ts) {

  /** What a notice brings along; null when it brings nothing that is ours. */
  static @Nullable SlackReceipt read(@Nullable Receipt receipt) {
    String[] parts = receipt == null ? new String[0] : receipt.value().split(" ", 3);
    return parts.length == 2 ? of(parts[0], parts[1]) : null;
  }

  /** From what an answer says; null when it says nothing of the sort. */
  static @Nullable SlackReceipt of(@Nullable String conversation, @Nullable String ts) {
    return conversation != null
            && ts != null
            && conversation.matches("[A-Z0-9]{1,40}")
            && ts.matches("[0-9]{1,20}[.][0-9]{1,10}")
        ? new SlackReceipt(conversation, ts)
        : null;
  }

  Receipt write() {
    return new Receipt(conversation + " " + ts);
  }
}
