package io.ispmonitor.capacity;

import io.ispmonitor.alert.CleanText;

/** Text for HTML and SVG, between tags or in quotes. */
final class Markup {
  private static final int LONGEST = 2_000;

  private Markup() {}

  /** The text, of which nothing is markup, nor turns the direction of writing. */
  static String text(String text) {
    String clean = CleanText.line(text, LONGEST);
    StringBuilder escaped = new StringBuilder(clean.length() + 16);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
