package io.ispmonitor.app.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words of a configuration: those that are known, and what was meant by those that are not. */
final class Words {
  private static final int MOST_MISTAKES = 3;

  private Words() {}

  /** A word of some: {@code keep-sending} for {@code KEEP_SENDING}. */
  static <E extends Enum<E>> E of(Class<E> words, String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(name)) {
        return word;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + Arrays.stream(words.getEnumConstants())
                .map(Words::of)
                .collect(Collectors.joining(", ")));
  }

  /** {@code keep-sending} for {@code KEEP_SENDING}. */
  static String of(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** "; did you mean ...?", or what there is. */
  static String nearest(String mistyped, Collection<String> known) {
    if (known.isEmpty()) {
      return "; leave it out";
    }
    String best =
        known.stream().min(Comparator.comparingInt(word -> mistakes(word, mistyped))).orElseThrow();
    return mistakes(best, mistyped) <= MOST_MISTAKES
        ? "; did you mean %s?".formatted(best)
        : "; known are " + String.join(", ", known);
  }

  /** How many letters have to be put in, left out or changed (Levenshtein). */
  private static int mistakes(String one, String other) {
    int[] above = new int[other.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }
}
