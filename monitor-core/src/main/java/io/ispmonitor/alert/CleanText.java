package io.ispmonitor.alert;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Text that devices and hosts bring, made fit to be shown: nothing in it moves a cursor, turns the
 * direction of writing or begins a line of its own. What a channel's markup means has still to be
 * escaped by the channel.
 */
public final class CleanText {
  /** Stands at the end of what was cut. */
  public static final String ELLIPSIS = "…";

  private static final int MOST_MARKS = 8;

  /** In {@code char}s; what is longer is made to be, and counts as so many characters. */
  private static final int LONGEST_CHARACTER = 32;

  private CleanText() {}

  /** In one line: whatever is no character to be seen becomes a space, and spaces become one. */
  public static String line(String text, int most) {
    return cut(clean(text, false).strip(), most);
  }

  /** Of several lines, which stay; at most one in a row is empty. */
  public static String lines(String text, int most) {
    return cut(clean(text, true).strip(), most);
  }

  /**
   * The beginning of a text, by whole characters as people see them. One that never ends, of marks
   * and joining letters without number, is cut as well: it would leave nothing of the text.
   *
   * @param most how many {@code char}s it may have, the ellipsis included; at least 1
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    String window = text.substring(0, Math.min(text.length(), most + 1)); // few are looked at
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(window);
    int end = Math.max(0, characters.preceding(Math.max(1, most)));
    if (most - end > LONGEST_CHARACTER) {
      end = Character.isLowSurrogate(text.charAt(most - 1)) ? most - 2 : most - 1;
    }
    return text.substring(0, end) + ELLIPSIS;
  }

  private static String clean(String text, boolean keepsLines) {
    StringBuilder clean = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      int type = Character.getType(point);
      boolean isMark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      marks = isMark ? marks + 1 : 0;
      if (keepsLines && point == '\n') {
        endLine(clean);
      } else if (isInvisible(point, type)) {
        space(clean);
      } else if (marks <= MOST_MARKS) {
        clean.appendCodePoint(point);
      }
    }
    return clean.toString();
  }

  private static boolean isInvisible(int point, int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> point == '\u115f' || point == '\u1160' || point == '\u3164' || point == '\uffa0';
    };
  }

  private static void space(StringBuilder clean) {
    int length = clean.length();
    if (length > 0 && clean.charAt(length - 1) != ' ' && clean.charAt(length - 1) != '\n') {
      clean.append(' ');
    }
  }

  private static void endLine(StringBuilder clean) {
    int length = clean.length();
    while (length > 0 && clean.charAt(length - 1) == ' ') {
      clean.setLength(--length);
    }
    boolean isEmptyLine =
        length > 1 && clean.charAt(length - 1) == '\n' && clean.charAt(length - 2) == '\n';
    if (!isEmptyLine) {
      clean.append('\n');
    }
  }
}
