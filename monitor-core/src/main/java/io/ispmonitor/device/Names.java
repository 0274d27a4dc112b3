package io.ispmonitor.device;

/** Checks of what people give names to. */
public final class Names {
  private Names() {}

  /**
   * Refuses blank, overlong and unprintable names; those would forge lines in logs.
   *
   * @param what what has the name, as the sentence of the refusal begins
   * @throws IllegalArgumentException with what is wrong and where
   */
  public static void check(String what, String name, int maxLength) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " is blank; give it a name");
    }
    if (name.length() > maxLength) {
      throw new IllegalArgumentException(
          "%s '%s...' has %d characters; at most %d are allowed"
              .formatted(what, printable(name.substring(0, 20)), name.length(), maxLength));
    }
    for (int i = 0; i < name.length(); i++) {
      if (isUnprintable(name.charAt(i))) {
        throw new IllegalArgumentException(
            "%s '%s' has the control character U+%04X at position %d; remove it"
                .formatted(what, printable(name), (int) name.charAt(i), i));
      }
    }
  }

  private static boolean isUnprintable(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String printable(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      shown.append(isUnprintable(name.charAt(i)) ? '?' : name.charAt(i));
    }
    return shown.toString();
  }
}
