package io.ispmonitor.jdbc.internal.block;

/**
 * What numbers are foretold by, so that only how far off they are has to be written. All arithmetic
 * goes round at 64 bits, so whatever is foretold, the numbers come back.
 */
enum Trend {
  /** They stay at a level. */
  LEVEL(0, 0, 1),
  /** They lie along a line of this slope, which begins at 0: polls in a fixed rhythm. */
  LINE(1, 1, 3),
  /** They go on from the one before; this is the first. */
  STEP(2, 1, 2),
  /** They grow by what they grew before; these are the first, and what it grew by then. */
  CURVE(3, 2, 4);

  private static final Trend[] BY_CODE = values();

  private final int code;
  private final int parameters;
  private final int least;

  /**
   * One of them.
   *
   * @param least of how many numbers it is worth a try
   */
  Trend(int code, int parameters, int least) {
    this.code = code;
    this.parameters = parameters;
    this.least = least;
  }

  static Trend ofCode(int code) {
    return BY_CODE[code];
  }

  int code() {
    return code;
  }

  /** How many numbers are written before what is left. */
  int parameters() {
    return parameters;
  }

  /** Whether it is worth a try for so many numbers. */
  boolean fits(int count) {
    return count >= least;
  }

  /** How many numbers are left to be written of so many. */
  int left(int count) {
    return switch (this) {
      case LEVEL, LINE -> count;
      case STEP -> count - 1;
      case CURVE -> count - 2;
    };
  }

  /** The first parameter that suits numbers. */
  long first(long[] numbers, int count) {
    return switch (this) {
      case LEVEL -> 0;
      case LINE -> slope(numbers[count - 1] - numbers[0], count - 1L);
      case STEP, CURVE -> numbers[0];
    };
  }

  /** The second parameter that suits numbers. */
  long second(long[] numbers) {
    return this == CURVE ? numbers[1] - numbers[0] : 0;
  }

  /** Writes down how far numbers are off. */
  void leave(long[] numbers, int count, long[] left) {
    long slope = first(numbers, count);
    switch (this) {
      case LEVEL -> System.arraycopy(numbers, 0, left, 0, count);
      case LINE -> {
        for (int i = 0; i < count; i++) {
          left[i] = numbers[i] - slope * i;
        }
      }
      case STEP -> {
        for (int i = 1; i < count; i++) {
          left[i - 1] = numbers[i] - numbers[i - 1];
        }
      }
      case CURVE -> {
        for (int i = 2; i < count; i++) {
          left[i - 2] = numbers[i] - 2 * numbers[i - 1] + numbers[i - 2];
        }
      }
    }
  }

  /**
   * Turns what was left back into the numbers, in the same array, where it lies at the end of the
   * numbers' places.
   */
  void restore(long[] numbers, int count, long first, long second) {
    switch (this) {
      case LEVEL -> {}
      case LINE -> {
        for (int i = 0; i < count; i++) {
          numbers[i] += first * i;
        }
      }
      case STEP -> {
        numbers[0] = first;
        for (int i = 1; i < count; i++) {
          numbers[i] += numbers[i - 1];
        }
      }
      case CURVE -> {
        numbers[0] = first;
        numbers[1] = first + second;
        for (int i = 2; i < count; i++) {
          numbers[i] += 2 * numbers[i - 1] - numbers[i - 2];
        }
      }
    }
  }

  private static long slope(long rise, long steps) {
    return (rise + (rise < 0 ? -steps : steps) / 2) / steps;
  }
}
