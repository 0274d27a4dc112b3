package io.ispmonitor.snmp.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Tells a person who mistyped a word which one was meant. */
final class Nearest {
  private static final int LONGEST = 100;
  private static final int MOST_LISTED = 30;

  private Nearest() {}

  /** The end of a sentence about an unknown word: what was meant, or what is known. */
  static String hint(String word, Collection<String> known) {
    List<String> byDistance =
        known.stream()
            .filter(one -> distance(word, one) <= near(one))
            .sorted(
                Comparator.comparingInt((String one) -> distance(word, one))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    if (!byDistance.isEmpty()) {
      return "did you mean '" + byDistance.get(0) + "'?";
    }
    if (known.isEmpty() || known.size() > MOST_LISTED) {
      return "there are " + known.size() + ", none of them similar";
    }
    return "known are " + String.join(", ", new TreeSet<>(known));
  }

  private static int near(String word) {
    return word.length() <= 3 ? 1 : Math.max(2, word.length() / 3);
  }

  /** How many letters have to be put in, left out or changed (Levenshtein's distance). */
  private static int distance(String from, String to) {
    if (from.length() > LONGEST || to.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] here = new int[to.length() + 1];
      here[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int either = Math.min(above[column] + 1, here[column - 1] + 1);
        here[column] = Math.min(either, above[column - 1] + change);
      }
      above = here;
    }
    return above[to.length()];
  }
}
