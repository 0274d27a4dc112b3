package io.ispmonitor.alerting.rule;

import java.util.Objects;

/**
 * Names that are meant: a name, or one with {@code *} for any number of characters.
 *
 * @param text such as {@code eth*}; at most 200 characters
 */
public record NamePattern(String text) {
  /** Every name, the empty one too. */
  public static final NamePattern ANY = new NamePattern("*");

  private static final int LONGEST = 200;

  /** Checks the length. */
  public NamePattern {
    Objects.requireNonNull(text, "text");
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a pattern of names has at most %d characters, not %d".formatted(LONGEST, text.length()));
    }
  }

  /** Whether it means a name. Goes back to the last star only, so that no pattern is slow. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      if (in < text.length() && text.charAt(in) == '*') {
        star = in++;
        resume = at;
      } else if (in < text.length() && text.charAt(in) == name.charAt(at)) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < text.length() && text.charAt(in) == '*') {
      in++;
    }
    return in == text.length();
  }

  /** Whether it means every name. */
  public boolean isAny() {
    return text.equals("*");
  }

  @Override
  public String toString() {
    return text;
  }
}
