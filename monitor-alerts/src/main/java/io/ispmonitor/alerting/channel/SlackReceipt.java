package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Where a message is found again.
 *
 * @param conversation the id of the conversation, which is not always what was written to
 * @param ts the message's time, by which Slack numbers the messages of a conversation
 * @param configured what was written to; where that has changed since, nobody looks for the message
 */
record SlackReceipt(String conversation, String ts, String configured) {

  /**
   * What a notice brings along; null when it brings nothing that is ours. One that does not say
   * what was written to counts as if that had been the id.
   */
  static @Nullable SlackReceipt read(@Nullable Receipt receipt) {
    String[] parts = receipt == null ? new String[0] : receipt.value().split(" ", 3);
    return parts.length < 2 ? null : of(parts[0], parts[1], parts[parts.length == 3 ? 2 : 0]);
  }

  /** From what an answer says; null when it says nothing of the sort. */
  static @Nullable SlackReceipt of(
      @Nullable String conversation, @Nullable String ts, String configured) {
    return conversation != null
            && ts != null
            && conversation.matches("[A-Z0-9]{1,40}")
            && ts.matches("[0-9]{1,20}[.][0-9]{1,10}")
        ? new SlackReceipt(conversation, ts, configured)
        : null;
  }

  Receipt write() {
    return new Receipt(conversation + " " + ts + " " + configured);
  }
}
