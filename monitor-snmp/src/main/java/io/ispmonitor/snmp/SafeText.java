package io.ispmonitor.snmp;

/** Text of a bounded length. */
final class SafeText {
  private static final String CUT = "...";

  private SafeText() {}

  /** At most so many characters, none of them half of one. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
