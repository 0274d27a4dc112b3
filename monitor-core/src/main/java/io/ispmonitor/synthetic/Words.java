package io.ispmonitor.synthetic;

import org.jspecify.annotations.Nullable;

/** Words of the other side, made fit for a log: cut, and with every odd character escaped. */
final class Words {
  private static final int MOST = 200;

  private Words() {}

  /** These words, at most 200 characters of them. */
  static String of(@Nullable String said) {
    if (said == null) {
      return "";
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < said.length() && shown.length() < MOST; i++) {
      char c = said.charAt(i);
      if (isPlain(c)) {
        shown.append(c);
      } else {
        shown.append("\\u%04x".formatted((int) c));
      }
    }
    return shown.length() < MOST ? shown.toString() : shown.append("...").toString();
  }

  /** What an exception says, or what it is when it says nothing. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    return of(message == null ? failure.getClass().getSimpleName() : message);
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != 0x7f && (c < 0x7f || Character.isLetterOrDigit(c));
  }
}
