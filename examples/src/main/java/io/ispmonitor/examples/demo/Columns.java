package io.ispmonitor.examples.demo;

/** Makes texts as wide as a column. Wide characters take two places, combining marks none. */
final class Columns {
  private Columns() {}

  /** How many places a text takes. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /** The text in exactly so many places: cut with a tilde at the end, or filled with blanks. */
  static String left(String text, int places) {
    String cut = cut(text, places);
    return cut + " ".repeat(Math.max(0, places - width(cut)));
  }

  /** As {@link #left}, with the blanks before the text. */
  static String right(String text, int places) {
    String cut = cut(text, places);
    return " ".repeat(Math.max(0, places - width(cut))) + cut;
  }

  /** The text in at most so many places; what a terminal would obey is shown as a question mark. */
  static String cut(String text, int places) {
    String harmless = harmless(text);
    if (width(harmless) <= places) {
      return harmless;
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int c : harmless.codePoints().toArray()) {
      if (used + width(c) > places - 1) {
        break;
      }
      cut.appendCodePoint(c);
      used += width(c);
    }
    return places < 1 ? "" : cut + "~";
  }

  private static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints().forEach(c -> harmless.appendCodePoint(isObeyed(c) ? '?' : c));
    return harmless.toString();
  }

  private static boolean isObeyed(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(c)
            || (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0x1F000 && c <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
