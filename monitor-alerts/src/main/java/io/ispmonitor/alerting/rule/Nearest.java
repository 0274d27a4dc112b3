package io.ispmonitor.alerting.rule;

import java.util.Collection;
import java.util.TreeSet;

/** Tells a person who mistyped a word which one was meant. */
final class Nearest {
  private static final int LONGEST = 60;
  private static final int MOST_LISTED = 30;
  private static final int MOST_COMPARED = 300;

  private Nearest() {}

  /** The end of a sentence about an unknown word: what was meant, or what is known. */
  static String hint(String word, Collection<String> known) {
    if (known.size() > MOST_COMPARED) {
      return "there are " + known.size() + " others";
    }
    String nearest = "";
    int least = Math.max(2, word.length() / 3) + 1;
    for (String one : new TreeSet<>(known)) {
      int changes = changes(word, one);
      if (changes < least) {
        least = changes;
        nearest = one;
      }
    }
    if (!nearest.isEmpty()) {
      return "did you mean '" + nearest + "'?";
    }
    return known.size() > MOST_LISTED
        ? "there are " + known.size() + ", none of them similar"
        : "known are " + String.join(", ", new TreeSet<>(known));
  }

  /** How many letters have to be put in, left out, changed or swapped with their neighbour. */
  private static int changes(String from, String to) {
    if (from.length() > LONGEST || to.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + change);
    boolean isSwapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return isSwapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
