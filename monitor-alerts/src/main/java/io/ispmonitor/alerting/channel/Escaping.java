package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;

/**
 * Writes {@code &}, {@code <} and {@code >} as entities, which is how Telegram and Slack want it.
 */
final class Escaping {
  private static final int LONGEST_ENTITY = 5;

  private Escaping() {}

  /** The text with nothing in it that is markup. */
  static String of(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * The beginning of a text by whole characters, not escaped yet.
   *
   * @param most how long it may be when it is escaped, the ellipsis included; at least 10
   */
  static String cut(String text, int most) {
    String cut = CleanText.cut(text, most);
    int tooLong = of(cut).length() - most;
    for (int length = most; tooLong > 0; tooLong = of(cut).length() - most) {
      length -= (tooLong + LONGEST_ENTITY - 1) / LONGEST_ENTITY;
      cut = CleanText.cut(text, Math.max(1, length));
    }
    return cut;
  }
}
