package io.ispmonitor.jdbc.internal.document;

import java.util.HexFormat;

/**
 * Texts as every database can hold them: what is no character, such as half a pair, stands as
 * U+FFFD with its four digits behind it, and so does U+FFFD itself.
 */
public final class StoredText {
  private static final char MARK = '\uFFFD';
  private static final int DIGITS = 4;

  private StoredText() {}

  /** A text as it is stored. */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder stored = new StringBuilder(text.length() + DIGITS);
    for (int i = 0; i < text.length(); i++) {
      if (isWhole(text, i)) {
        stored.append(text.charAt(i));
        if (Character.isHighSurrogate(text.charAt(i))) {
          stored.append(text.charAt(++i));
        }
      } else {
        stored.append(MARK).append(HexFormat.of().toHexDigits(text.charAt(i)));
      }
    }
    return stored.toString();
  }

  /** The text that was stored. */
  public static String read(String stored) {
    if (stored.indexOf(MARK) < 0) {
      return stored;
    }
    StringBuilder text = new StringBuilder(stored.length());
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c == MARK && i + DIGITS < stored.length() && isHex(stored, i + 1)) {
        text.append((char) HexFormat.fromHexDigits(stored, i + 1, i + 1 + DIGITS));
        i += DIGITS;
      } else {
        text.append(c); // somebody else wrote it
      }
    }
    return text.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isWhole(text, i)) {
        return false;
      }
      if (Character.isHighSurrogate(text.charAt(i))) {
        i++;
      }
    }
    return true;
  }

  /** Whether a character begins here that every database can hold. */
  private static boolean isWhole(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    return c != 0 && c != MARK && !Character.isLowSurrogate(c);
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < from + DIGITS; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
