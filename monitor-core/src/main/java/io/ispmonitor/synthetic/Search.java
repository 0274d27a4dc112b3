package io.ispmonitor.synthetic;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Searches one answer for patterns of ours. A pattern can take exponential time on text that was
 * made for it, and how many texts there are is the server's choice too. So looking at characters is
 * counted over the whole answer, and with too much of it the search is given up. Used once, by one
 * thread.
 */
final class Search {
  /**
   * A few tens of milliseconds, which is how long one answer may hold up all others; and nearly
   * five looks at each character of the longest body, which is enough for patterns that do not go
   * back far.
   */
  static final int MOST_LOOKS = 5_000_000;

  private int looks;

  /** Whether the pattern is found in the text. */
  Finding in(CharSequence text, Pattern pattern) {
    try {
      return pattern.matcher(new CountedText(text)).find() ? Finding.FOUND : Finding.MISSING;
    } catch (TooManyLooksException | StackOverflowError e) {
      return Finding.GIVEN_UP;
    }
  }

  /** Whether the pattern is found in one of these texts. */
  Finding inAny(List<String> texts, Pattern pattern) {
    Finding worst = Finding.MISSING;
    for (String text : texts) {
      Finding finding = in(text, pattern);
      if (finding == Finding.FOUND) {
        return finding;
      }
      worst = finding == Finding.GIVEN_UP ? finding : worst;
    }
    return worst;
  }

  /** What a search ended with. */
  enum Finding {
    FOUND,
    MISSING,
    /** Nobody knows: it would have taken too long. */
    GIVEN_UP;

    /** Why there is no match of a pattern that was searched for. */
    String complaint(Pattern pattern) {
      return this == GIVEN_UP
          ? "the search for '%s' was given up, since it takes too long on that; simplify it"
              .formatted(pattern)
          : "expected a match of '%s'".formatted(pattern);
    }
  }

  /** Counts how often it is looked at. */
  private final class CountedText implements CharSequence {
    private final CharSequence text;

    CountedText(CharSequence text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        looks = MOST_LOOKS;
        throw new TooManyLooksException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new CountedText(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class TooManyLooksException extends RuntimeException {
    TooManyLooksException() {
      super("too many looks at the text", null, false, false);
    }
  }
}
