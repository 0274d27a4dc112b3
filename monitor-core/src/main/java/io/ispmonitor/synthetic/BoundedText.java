package io.ispmonitor.synthetic;

import java.util.regex.Pattern;

/**
 * Text of the other side for a pattern of ours to search. A pattern can take exponential time on
 * text that was made for it, so looking at characters is counted, and too much of it is no match.
 */
final class BoundedText implements CharSequence {
  private static final int MOST_LOOKS = 5_000_000;

  private final CharSequence text;
  private final int[] looks;

  private BoundedText(CharSequence text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  /** Whether the pattern is found; false too when it takes too long to tell. */
  static boolean find(Pattern pattern, CharSequence text) {
    try {
      return pattern.matcher(new BoundedText(text, new int[1])).find();
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
    if (++looks[0] > MOST_LOOKS) {
      throw new TooManyLooksException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.subSequence(start, end), looks);
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
