package io.ispmonitor.internal.path;

/**
 * The loss of the last 15 questions, in one {@code long}: four bits each, in fifteenths, the newest
 * lowest, and in the upper four bits how many are known.
 */
final class LossWindow {
  static final long EMPTY = 0;

  private static final int QUESTIONS = 15;
  private static final int STEPS = 15;
  private static final int KNOWN_AT = 60;
  private static final long LOSSES = (1L << KNOWN_AT) - 1;

  private LossWindow() {}

  /** The window after another question. */
  static long add(long window, double loss) {
    long step = Math.round(Math.min(1, Math.max(0, loss)) * STEPS);
    long known = Math.min(QUESTIONS, known(window) + 1);
    return known << KNOWN_AT | (window << 4 & LOSSES) | step;
  }

  /** How many questions are known, at most 15. */
  static int known(long window) {
    return (int) (window >>> KNOWN_AT);
  }

  /** The share lost of the known questions; NaN when none is known. */
  static double share(long window) {
    return shareOf(summary(window));
  }

  /** All that its share takes: how many are known, and above that how many fifteenths were lost. */
  static short summary(long window) {
    int lost = 0;
    for (long rest = window & LOSSES; rest != 0; rest >>>= 4) {
      lost += (int) (rest & STEPS);
    }
    return (short) (lost << 4 | known(window));
  }

  /** The share of a summary; NaN when none is known. */
  static double shareOf(short summary) {
    int known = summary & QUESTIONS;
    return known == 0 ? Double.NaN : (summary >>> 4) / (double) (STEPS * known);
  }
}
