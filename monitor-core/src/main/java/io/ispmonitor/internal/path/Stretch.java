package io.ispmonitor.internal.path;

import io.ispmonitor.probe.Priority;
import java.util.List;

/**
 * How far intervals are stretched, step by step: low ones first, high ones never.
 *
 * @param step how many steps have been taken
 * @param normal every how many normal turns are asked; a power of two
 * @param low every how many low turns are asked; a power of two
 */
record Stretch(int step, int normal, int low) {
  static final Stretch NONE = new Stretch(0, 1, 1);

  private static final List<Stretch> STEPS =
      List.of(
          NONE,
          new Stretch(1, 1, 2),
          new Stretch(2, 1, 4),
          new Stretch(3, 1, 8),
          new Stretch(4, 2, 8),
          new Stretch(5, 4, 8));

  /** Every how many turns are asked; a power of two. */
  int factor(Priority priority) {
    return switch (priority) {
      case HIGH -> 1;
      case NORMAL -> normal;
      case LOW -> low;
    };
  }

  /** The next step that makes a difference; this one when there is none. */
  Stretch more(boolean anyNormal, boolean anyLow) {
    return STEPS.stream()
        .skip(step + 1L)
        .filter(next -> differs(next, anyNormal, anyLow))
        .findFirst()
        .orElse(this);
  }

  /** The step before; the first one when those between make no difference. */
  Stretch less(boolean anyNormal, boolean anyLow) {
    return STEPS.stream()
        .limit(step)
        .filter(before -> differs(before, anyNormal, anyLow))
        .reduce(NONE, (first, second) -> second);
  }

  private boolean differs(Stretch other, boolean anyNormal, boolean anyLow) {
    return (anyNormal && other.normal != normal) || (anyLow && other.low != low);
  }

  /** Whose intervals it stretches how far. */
  String words(boolean anyNormal, boolean anyLow) {
    String lowWords = anyLow && low > 1 ? "LOW questions x" + low : "";
    String normalWords = anyNormal && normal > 1 ? "NORMAL questions x" + normal : "";
    if (lowWords.isEmpty() && normalWords.isEmpty()) {
      return "no interval is stretched, since all questions are of HIGH priority,";
    }
    String both = lowWords.isEmpty() || normalWords.isEmpty() ? "" : " and of ";
    return "intervals of " + lowWords + both + normalWords;
  }
}
