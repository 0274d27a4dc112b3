package io.ispmonitor.synthetic;

import java.util.regex.Pattern;

/**
 * Text of the other side for a pattern of ours to search. A pattern can take exponential time on
 * text that was made for it, so looking at characters is counted, and too much of it is no match.
 */
final class BoundedText implements CharSequence {
  private static final int LOOKS = 1_000_000;
  private static final int LOOKS_PER_CHARACTER = 20;

  private final CharSequence text;
  private final int[] looksLeft;

  private BoundedText(CharSequence text, int[] looksLeft) {
    this.text = text;
    this.looksLeft = looksLeft;
  }

  /** Whether the pattern is found; false too when it takes too long to tell. */
  static boolean find(Pattern pattern, CharSequence text) {
    int[] looksLeft = {LOOKS + LOOKS_PER_CHARACTER * text.length()};
    try {
      return pattern.matcher(new BoundedText(text, looksLeft)).find();
    } catch (TooManyLooksException | StackOverflowError e) {
      return false;
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--looksLeft[0] < 0) {
      throw new TooManyLooksException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.subSequence(start, end), looksLeft);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static final class TooManyLooksException extends RuntimeException {
    TooManyLooksException() {
      super("too many looks at the text", null, false, false);
    }
  }
}
