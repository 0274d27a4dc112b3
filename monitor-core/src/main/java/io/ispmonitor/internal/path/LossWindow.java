package io.ispmonitor.internal.path;

/**
 * The loss of the last 16 questions, in one {@code long}: four bits each, in fifteenths, the newest
 * lowest.
 */
final class LossWindow {
  private static final int QUESTIONS = 16;
  private static final int STEPS = 15;

  private LossWindow() {}

  /** The window after another question. */
  static long add(long window, double loss) {
    long step = Math.round(Math.min(1, Math.max(0, loss)) * STEPS);
    return window << 4 | step;
  }

  /** How many questions are known after another one. */
  static byte count(byte known) {
    return (byte) Math.min(QUESTIONS, known + 1);
  }

  /** The share lost of the known questions; NaN when none is known. */
  static double share(long window, int known) {
    if (known == 0) {
      return Double.NaN;
    }
    int lost = 0;
    for (long rest = window; rest != 0; rest >>>= 4) {
      lost += (int) (rest & STEPS);
    }
    return lost / (double) (STEPS * known);
  }
}
