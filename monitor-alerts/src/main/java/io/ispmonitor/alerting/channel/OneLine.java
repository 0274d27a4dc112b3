package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Message;

/** A message for where there are only lines. */
final class OneLine {
  private OneLine() {}

  /** All of it in plain text; what were lines have semicolons between them. */
  static String of(Message message) {
    return message.plain().replaceAll("\\n+", "; ");
  }
}
