package io.ispmonitor.jdbc.internal.block;

import java.util.Arrays;

/**
 * Finds from where to count numbers and how many low bits to keep apart, so that {@link Rice} takes
 * about the fewest bits for them: in both directions from the median, or upwards from the lowest.
 */
final class RiceFit {
  /** Numbers with so many bits more than the low ones are escaped. */
  private static final int ESCAPED = 4;

  /** How many numbers have so many bits, and nothing behind them. */
  private final int[] widths = new int[Long.SIZE + ESCAPED];

  /** The most bits that a number has. */
  private int widest = Long.SIZE;

  private long[] sorted = new long[0];

  private long lowest;
  private long centre;
  private boolean upwards;
  private boolean flat;
  private int lowBits;
  private long doublePrice;

  /**
   * Looks at numbers; there must be one at least.
   *
   * @param most how many of them at most to find the median among, which is what takes time
   */
  void fit(long[] numbers, int count, int most) {
    findLowest(numbers, count);
    if (flat) {
      upwards = true;
      centre = lowest;
      lowBits = 0;
      doublePrice = 0;
    } else {
      findCentre(numbers, count, (count - 1) / most + 1);
      findLowBits(numbers, count);
    }
  }

  /** From where the numbers are counted. */
  long centre() {
    return centre;
  }

  /** Whether none is below the centre, so that what is counted needs no sign. */
  boolean upwards() {
    return upwards;
  }

  /** Whether all of them are the centre. */
  boolean flat() {
    return flat;
  }

  int lowBits() {
    return lowBits;
  }

  /** About how many bits the numbers take. */
  long price() {
    return doublePrice / 2;
  }

  /** What is written for a number. */
  long counted(long number) {
    return upwards ? number - centre : ByteWriter.alternating(number - centre);
  }

  private void findLowest(long[] numbers, int count) {
    lowest = numbers[0];
    flat = true;
    for (int i = 1; i < count; i++) {
      flat &= numbers[i] == numbers[0];
      lowest = Math.min(lowest, numbers[i]);
    }
  }

  private void findCentre(long[] numbers, int count, int stride) {
    if (sorted.length < count) {
      sorted = new long[numbers.length];
    }
    int taken = 0;
    for (int i = 0; i < count; i += stride) {
      sorted[taken++] = numbers[i];
    }
    Arrays.sort(sorted, 0, taken);
    long median = sorted[taken / 2];
    long between = sorted[taken - 1 - taken / 4] - sorted[taken / 4];
    // Half of them are counted up to the one with a sign, up to the other without one.
    upwards = Long.compareUnsigned(median - lowest, between) < 0;
    centre = upwards ? lowest : median;
  }

  private void findLowBits(long[] numbers, int count) {
    Arrays.fill(widths, 0, widest + 1, 0);
    int narrowest = Long.SIZE;
    widest = 0;
    for (int i = 0; i < count; i++) {
      int width = Long.SIZE - Long.numberOfLeadingZeros(counted(numbers[i]));
      widths[width]++;
      narrowest = Math.min(narrowest, width);
      widest = Math.max(widest, width);
    }
    tryLowBits(Math.max(0, narrowest - 1), count);
  }

  /** Counts twice the bits, since on average a number with two bits more has 2.5 ones. */
  private void tryLowBits(int from, int count) {
    long escaped = 0;
    for (int width = from + ESCAPED; width <= widest; width++) {
      escaped += 2L * widths[width] * Rice.escapedBits(width);
    }
    doublePrice = Long.MAX_VALUE;
    int within = 0;
    for (int low = from; within < count && low <= Rice.MOST_LOW_BITS; low++) {
      within += widths[low];
      int above = widths[low + 1] + widths[low + 2] + widths[low + 3];
      long ones = 2L * widths[low + 1] + 5L * widths[low + 2] + 11L * widths[low + 3];
      long price = 2L * (within + above) * (low + 1) + ones + escaped;
      if (price < doublePrice) {
        doublePrice = price;
        lowBits = low;
      }
      escaped -= 2L * widths[low + ESCAPED] * Rice.escapedBits(low + ESCAPED);
    }
  }
}
