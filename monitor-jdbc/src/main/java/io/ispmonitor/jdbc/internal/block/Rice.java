package io.ispmonitor.jdbc.internal.block;

/**
 * Numbers without a sign of which small ones are the most frequent, as bits: what is left of a
 * number without its lowest bits, as so many ones and a zero, and then those bits. From {@link
 * #LIMIT} ones on there is no zero; six bits say the position of the number's highest bit, and the
 * bits below it follow.
 *
 * @see <a href="https://doi.org/10.1109/TCOM.1971.1090789">R. Rice, J. Plaunt, Adaptive
 *     variable-length coding for efficient compression of spacecraft television data, 1971</a>
 */
final class Rice {
  /** The largest number of lowest bits. */
  static final int MOST_LOW_BITS = 63;

  private static final int LIMIT = 8;
  private static final int POSITION_BITS = 6;

  private Rice() {}

  static void put(BitWriter bits, long number, int lowBits) {
    long ones = number >>> lowBits;
    if (ones >= 0 && ones < LIMIT) {
      bits.put(-2, (int) ones + 1);
      bits.put(number, lowBits);
    } else {
      int position = 63 - Long.numberOfLeadingZeros(number);
      bits.put((-1L << POSITION_BITS) | position, LIMIT + POSITION_BITS);
      bits.put(number, position);
    }
  }

  static long get(BitReader bits, int lowBits) {
    int ones = bits.ones(LIMIT);
    if (ones < LIMIT) {
      return (long) ones << lowBits | bits.get(lowBits);
    }
    int position = (int) bits.get(POSITION_BITS);
    return 1L << position | bits.get(position);
  }

  /** How many bits it takes to write a number of so many bits that there is no zero. */
  static int escapedBits(int width) {
    return LIMIT + POSITION_BITS + width - 1;
  }
}
