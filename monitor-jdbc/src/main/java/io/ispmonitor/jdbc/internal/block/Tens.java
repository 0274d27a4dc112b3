package io.ispmonitor.jdbc.internal.block;

/** Powers of ten: how many zeros numbers end with, such as milliseconds told in nanoseconds. */
final class Tens {
  /** The most zeros a {@code long} ends with. */
  static final int MOST = 18;

  private static final long[] POWERS = new long[MOST + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MOST; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Tens() {}

  /** Ten to this power. */
  static long power(int exponent) {
    return POWERS[exponent];
  }

  /** How many zeros a number ends with, if it is not more than that. */
  static int in(long number, int most) {
    int tens = most;
    while (number % POWERS[tens] != 0) {
      tens--;
    }
    return tens;
  }

  /** How many zeros all of them end with, if it is not more than that. */
  static int in(long[] numbers, int count, int most) {
    int tens = most;
    for (int i = 0; i < count && tens > 0; i++) {
      tens = in(numbers[i], tens);
    }
    return tens;
  }
}
