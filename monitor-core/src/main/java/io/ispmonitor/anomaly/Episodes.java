package io.ispmonitor.anomaly;

/**
 * Lets an anomaly tell once and not with every value: while it lasts, and for half a day of quiet
 * after it, only what is graver than before is told again. There are three grades; each is five to
 * six times as rare as the one before.
 */
final class Episodes {
  /** From this rarity on something is told at all. */
  static final double FIRST = 1.222;

  private static final double SECOND = 2.022;
  private static final double THIRD = 2.822;
  private static final int QUIET_VALUES = 100;
  private static final int QUIET_MINUTES = 12 * 60;
  private static final int NEVER = Integer.MIN_VALUE / 2;

  private int firstValue;
  private int firstMinute;
  private int secondValue;
  private int secondMinute;
  private int thirdValue;
  private int thirdMinute;

  Episodes() {
    forget();
  }

  /** What comes next is news. */
  void forget() {
    firstValue = NEVER;
    secondValue = NEVER;
    thirdValue = NEVER;
    firstMinute = NEVER;
    secondMinute = NEVER;
    thirdMinute = NEVER;
  }

  /**
   * Whether this is news: the first of its grade after quiet.
   *
   * @param value the number of the value
   * @param minute when it was taken
   */
  boolean news(double rarity, int value, int minute) {
    if (rarity < FIRST) {
      return false;
    }
    boolean news = afterQuiet(value - firstValue, minute - firstMinute);
    firstValue = value;
    firstMinute = minute;
    if (rarity >= SECOND) {
      news = afterQuiet(value - secondValue, minute - secondMinute);
      secondValue = value;
      secondMinute = minute;
    }
    if (rarity >= THIRD) {
      news = afterQuiet(value - thirdValue, minute - thirdMinute);
      thirdValue = value;
      thirdMinute = minute;
    }
    return news;
  }

  private static boolean afterQuiet(int values, int minutes) {
    return values > QUIET_VALUES && minutes > QUIET_MINUTES;
  }

  void exchange(StateFields fields) {
    firstValue = fields.of(firstValue);
    firstMinute = fields.of(firstMinute);
    secondValue = fields.of(secondValue);
    secondMinute = fields.of(secondMinute);
    thirdValue = fields.of(thirdValue);
    thirdMinute = fields.of(thirdMinute);
  }
}
